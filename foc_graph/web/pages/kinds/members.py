"""Who belonged when, and on a date that one can pick: ``members.html``, ``?on=2014-04-28``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.bars import membership
from foc_graph.pictures.dates import known
from foc_graph.pictures.memberships import organisations
from foc_graph.web.pages.memo import kept
from foc_graph.web.pages.pictures import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.pictures import Picture
    from foc_graph.pictures.memberships import Interval, MemberOrganisation
    from foc_graph.web.pages.site import Site

_PATH = "members.html"
#: Memberships that one page has room for beside those of its first organisation.
_MOST = 120


@dataclass(frozen=True)
class MemberGroup:
    """An organisation on the page: its picture, and who belonged on the date."""

    organisation: MemberOrganisation
    picture: Picture
    #: IRIs with the roles held; the second who possibly belonged.
    members: tuple[tuple[str, str], ...]
    possibly: tuple[tuple[str, str], ...]


def paths(site: Site) -> Iterable[str]:
    """One page, where any membership is held, and one for each organisation without room there."""
    return kept(site, _pages)


def _pages(site: Site) -> dict[str, list[MemberOrganisation]]:
    """Return path -> organisations: small ones share the first page with the largest."""
    found: dict[str, list[MemberOrganisation]] = {}
    room = _MOST
    for organisation in organisations(ground(site, _PATH)):
        size = len(organisation.intervals) if found else 0
        fits = size <= room
        path = _PATH if fits else f"members/{organisation.key.removeprefix('members-')}.html"
        room -= size if fits else 0
        found.setdefault(path, []).append(organisation)
    return found


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page; a date that is none is said to be none."""
    asked = query.get("on", "").strip()
    on = known(asked) if known(asked) == asked else ""
    groups = [_group(site, path, found, on) for found in kept(site, _pages)[path]]
    pages = kept(site, _pages).items()
    others = [(other, own[0].name) for other, own in pages if other not in (path, _PATH)]
    return site.render(
        "members.html", path, title="Members", groups=groups, on=on, asked=asked, others=others,
        summary="Who belonged to what, and when.",
    )  # fmt: skip


def _group(site: Site, path: str, found: MemberOrganisation, on: str) -> MemberGroup:
    picture = membership(ground(site, path), found, on)
    sure, possibly = (_then(site, found, on, state) if on else () for state in ("yes", "possibly"))
    certain = {iri for iri, _ in sure}
    return MemberGroup(
        found, picture, sure, tuple(pair for pair in possibly if pair[0] not in certain)
    )


def _then(
    site: Site, found: MemberOrganisation, on: str, state: str
) -> tuple[tuple[str, str], ...]:
    """Return who belonged on a date, by name, with the offices held."""
    members = []
    for iri, own in found.members:
        held = [i for i in own if i.on(on) == state and (found.offices_only or not i.office)]
        if held:
            members.append((iri, ", ".join(_offices(own, on))))
    return tuple(sorted(members, key=lambda pair: (site.names[pair[0]].casefold(), pair[0])))


def _offices(own: tuple[Interval, ...], on: str) -> list[str]:
    sure = {interval.role for interval in own if interval.office and interval.on(on) == "yes"}
    held = {interval.role for interval in own if interval.office and interval.on(on) != "no"}
    return sorted([*sure, *(f"possibly {role}" for role in held - sure)])
