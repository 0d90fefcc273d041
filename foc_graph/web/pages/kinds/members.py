"""Who belonged when, and on a date that one can pick: ``members.html``, ``?on=2014-04-28``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.pictures.bars import membership
from foc_graph.pictures.dates import known
from foc_graph.pictures.memberships import Interval, MemberOrganisation, organisations
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.pictures import Picture
    from foc_graph.queries.engines import QueryEngine

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


class Members(PageKind):
    """One page, where any membership is held, and one for each organisation without room there."""

    @cached_property
    def _pages(self) -> dict[str, list[MemberOrganisation]]:
        """Path -> organisations: small ones share the first page with the largest."""
        found: dict[str, list[MemberOrganisation]] = {}
        room = _MOST
        for organisation in organisations(self.site.picture_facts(_PATH)):
            size = len(organisation.intervals) if found else 0
            fits = size <= room
            path = _PATH if fits else f"members/{organisation.key.removeprefix('members-')}.html"
            room -= size if fits else 0
            found.setdefault(path, []).append(organisation)
        return found

    def paths(self) -> Iterable[str]:
        """Return the pages."""
        return self._pages

    def answer(self, path: str, query: Mapping[str, str], engine: QueryEngine) -> PageContent:
        """Show who belonged on ``?on=``; a date that is none is said to be none."""
        del engine
        asked = query.get("on", "").strip()
        on = known(asked) if known(asked) == asked else ""
        groups = [self._group(path, found, on) for found in self._pages[path]]
        pages = self._pages.items()
        others = [(other, own[0].name) for other, own in pages if other not in (path, _PATH)]
        return PageContent(
            "members.html", title="Members", groups=groups, on=on, asked=asked, others=others,
            summary="Who belonged to what, and when.",
        )  # fmt: skip

    def _group(self, path: str, found: MemberOrganisation, on: str) -> MemberGroup:
        picture = membership(self.site.picture_facts(path), found, on)
        sure, possibly = (
            self._then(found, on, state) if on else () for state in ("yes", "possibly")
        )
        certain = {iri for iri, _ in sure}
        return MemberGroup(
            found, picture, sure, tuple(pair for pair in possibly if pair[0] not in certain)
        )

    def _then(self, found: MemberOrganisation, on: str, state: str) -> tuple[tuple[str, str], ...]:
        """Return who belonged on a date, by name, with the offices held."""
        members = []
        for iri, own in found.members:
            held = [i for i in own if i.on(on) == state and (found.offices_only or not i.office)]
            if held:
                members.append((iri, ", ".join(_offices(own, on))))
        names = self.site.names
        return tuple(sorted(members, key=lambda pair: (names[pair[0]].casefold(), pair[0])))


def _offices(own: tuple[Interval, ...], on: str) -> list[str]:
    sure = {interval.role for interval in own if interval.office and interval.on(on) == "yes"}
    held = {interval.role for interval in own if interval.office and interval.on(on) != "no"}
    return sorted([*sure, *(f"possibly {role}" for role in held - sure)])
