"""Who backed which text: ``sponsors.html``, and a matrix for each series of texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.pictures.memberships import STANDINGS
from foc_graph.pictures.sponsorships import Backed, Sponsors, TextBacking, backing, sponsors
from foc_graph.pictures.svg import ODD, numbered
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable


_PATH = "sponsors.html"
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


class SponsorPages(PageKind):
    """One page and one a matrix, where any sponsorship is held."""

    def paths(self) -> Iterable[str]:
        """Return the pages."""
        return (_PATH, *self.matrices) if self.matrices else ()

    def show(self, path: str) -> PageContent:
        """Show the overview or a matrix."""
        return self._overview() if path == _PATH else _shown(self.matrices[path])

    @cached_property
    def _sponsors(self) -> Sponsors:
        return sponsors(self.site.picture_facts(_PATH))

    @cached_property
    def matrices(self) -> dict[str, Matrix]:
        """Path -> matrix, those with the most sponsorships first."""
        found = self._sponsors
        by_series: dict[str, list[Backed]] = {}
        for text in found.texts:
            by_series.setdefault(text.series, []).append(text)
        matrices = [
            Matrix("", self._name(series, part, len(parts)), series, found.of(tuple(texts)))
            for series, own in by_series.items()
            for parts in [_parts(own)]
            for part, texts in enumerate(parts)
        ]
        matrices.sort(key=lambda matrix: (-len(matrix.sponsors.backings), matrix.name))
        stems = (ODD.sub("-", one.name.casefold()).strip("-") or "texts" for one in matrices)
        paths = (f"sponsors/{stem}.html" for stem in numbered(stems))
        placed = (replace(one, path=path) for one, path in zip(matrices, paths, strict=True))
        return {matrix.path: matrix for matrix in placed}

    def _overview(self) -> PageContent:
        found = self._sponsors
        picture = backing(self.site.picture_facts(_PATH), found)
        counts = Counter(one.actor for one in found.backings)
        mains = Counter(one.actor for one in found.backings if "main sponsor" in one.roles)
        return PageContent(
            "sponsors.html", title="Sponsors", picture=picture, found=found, counts=counts,
            mains=mains, matrices=self.matrices.values(),
            summary=picture.description if picture else "",
        )  # fmt: skip

    def _name(self, series: str, part: int, parts: int) -> str:
        name = self.site.names[series] if series else "Texts of no series"
        return name if parts == 1 else f"{name}, part {part + 1}"


def _shown(matrix: Matrix) -> PageContent:
    found = matrix.sponsors
    roles = sorted({role for one in found.backings for role in one.roles})
    used = {one.standing for one in found.backings}
    groups = (
        ("Members of the coalition, at any time", [a for a in found.actors if found.joined(a)]),
        ("Never members", [a for a in found.actors if not found.joined(a)]),
    )
    return PageContent(
        "sponsors_matrix.html", title=f"Sponsors: {matrix.name}", matrix=matrix,
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


def _parts(texts: list[Backed]) -> list[list[Backed]]:
    return [texts[start : start + _MOST] for start in range(0, len(texts), _MOST)]
