"""Who backed which text: ``sponsors.html``, and a matrix for each series of texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.backing_bars import backing
from foc_graph.pictures.sponsorships import STANDINGS, sponsors
from foc_graph.web.pages.memo import kept
from foc_graph.web.pages.pictures import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.pictures.sponsorships import Backed, Sponsors, TextBacking
    from foc_graph.web.pages.site import Site

_PATH = "sponsors.html"
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
#: Standing -> what a cell shows behind the role, for those who do not see colours.
SIGNS = {"perhaps": "?", "later": "›", "left": "‹"}  # noqa: RUF001 - arrows, no brackets
#: Texts that one matrix has room for.
_MOST = 24


@dataclass(frozen=True)
class Matrix:
    """The texts of a series, or of those without one, on a page of their own."""

    path: str
    name: str
    series: str
    sponsors: Sponsors

    @property
    def cells(self) -> dict[tuple[str, str], TextBacking]:
        """Actor and text -> sponsorship."""
        return {(one.actor, one.text): one for one in self.sponsors.backings}


def paths(site: Site) -> Iterable[str]:
    """One page and one a matrix, where any sponsorship is held."""
    found = kept(site, _matrices)
    return (_PATH, *(matrix.path for matrix in found)) if found else ()


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page or a matrix."""
    del query
    found = next((matrix for matrix in kept(site, _matrices) if matrix.path == path), None)
    return _overview(site, path) if found is None else _matrix(site, path, found)


def _overview(site: Site, path: str) -> str:
    found = kept(site, _sponsors)
    picture = backing(ground(site, path), found)
    counts = Counter(one.actor for one in found.backings)
    mains = Counter(one.actor for one in found.backings if "main sponsor" in one.roles)
    return site.render(
        "sponsors.html", path, title="Sponsors", picture=picture, found=found, counts=counts,
        mains=mains, matrices=kept(site, _matrices), summary=picture.description if picture else "",
    )  # fmt: skip


def _matrix(site: Site, path: str, matrix: Matrix) -> str:
    found = matrix.sponsors
    roles = sorted({role for one in found.backings for role in one.roles})
    used = {one.standing for one in found.backings}
    groups = (
        ("Members of the coalition, at any time", [a for a in found.actors if found.joined(a)]),
        ("Never members", [a for a in found.actors if not found.joined(a)]),
    )
    return site.render(
        "sponsors_matrix.html", path, title=f"Sponsors: {matrix.name}", matrix=matrix,
        cells=matrix.cells, letters=_letters(roles), groups=[g for g in groups if g[1]],
        standings={name: said for name, said in STANDINGS.items() if name in used},
        signs=SIGNS,
        totals=Counter(one.text for one in found.backings),
        counts=Counter(one.actor for one in found.backings),
        crumbs=(("Sponsors", _PATH), (matrix.name, None)),
        summary=f"Which states backed which texts of {matrix.name}.",
    )  # fmt: skip


def _letters(roles: Iterable[str]) -> dict[str, str]:
    """Return the shortest capitals that tell roles apart: M for main sponsor, C for co-sponsor."""
    letters: dict[str, str] = {}
    for role in roles:
        lengths = range(1, len(role) + 1)
        free = (
            role[:n].capitalize() for n in lengths if role[:n].capitalize() not in letters.values()
        )
        letters[role] = next(free, role)
    return letters


def _sponsors(site: Site) -> Sponsors:
    return sponsors(ground(site, _PATH))


def _matrices(site: Site) -> tuple[Matrix, ...]:
    """Return the matrices, those with the most sponsorships first."""
    found = kept(site, _sponsors)
    by_series: dict[str, list[Backed]] = {}
    for text in found.texts:
        by_series.setdefault(text.series, []).append(text)
    matrices_ = [
        Matrix("", _name(site, series, part, len(parts)), series, found.of(tuple(texts)))
        for series, own in by_series.items()
        for parts in [_parts(own)]
        for part, texts in enumerate(parts)
    ]
    matrices_.sort(key=lambda matrix: (-len(matrix.sponsors.backings), matrix.name))
    return tuple(_with_paths(matrices_))


def _parts(texts: list[Backed]) -> list[list[Backed]]:
    return [texts[start : start + _MOST] for start in range(0, len(texts), _MOST)]


def _name(site: Site, series: str, part: int, parts: int) -> str:
    name = site.names[series] if series else "Texts of no series"
    return name if parts == 1 else f"{name}, part {part + 1}"


def _with_paths(found: Iterable[Matrix]) -> Iterable[Matrix]:
    taken: set[str] = set()
    for matrix in found:
        stem = _ODD.sub("-", matrix.name.casefold()).strip("-") or "texts"
        number = 1
        while (path := f"sponsors/{stem}{'' if number == 1 else f'-{number}'}.html") in taken:
            number += 1
        taken.add(path)
        yield Matrix(path, matrix.name, matrix.series, matrix.sponsors)
