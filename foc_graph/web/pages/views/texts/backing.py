"""Who backs a text, and who voted how: lists of actors under a heading each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.web.pages.provenance import grounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.web.pages.provenance import Provenance, Source
    from foc_graph.web.pages.site import Site

#: The order of the lists: slugs of roles and positions.
ORDER = (
    "main-sponsor", "co-sponsor", "additional", "endorser", "signatory",
    "yes", "no", "abstain", "non-participating",
)  # fmt: skip


@dataclass(frozen=True)
class Backer:
    """One sponsorship or vote."""

    iri: str
    actor: Value
    printed: str
    non_member: bool
    note: str
    grounds: Provenance

    @property
    def remarkable(self) -> bool:
        """Whether there is more to say than the name and the common sources."""
        return bool(self.grounds.doubts or self.grounds.passages or self.note)


@dataclass(frozen=True)
class Backing:
    """Actors of one role or position."""

    role: Value | None
    backers: tuple[Backer, ...]

    @property
    def slug(self) -> str:
        """The last part of the role's IRI."""
        return ((self.role and self.role.iri) or "").rpartition("/")[2]


def sponsors(site: Site, text: str) -> list[Backing]:
    """Return the sponsors of a text by role."""
    return _grouped(site, site.content.subjects("foc:ofInstrument", text), "foc:role")


def votes(site: Site, decision: str) -> list[Backing]:
    """Return the votes of a decision by position."""
    return _grouped(site, site.content.subjects("foc:inDecision", decision), "foc:position")


def common_sources(groups: Iterable[Backing]) -> list[Source]:
    """Return the sources of all records together, each once."""
    found = {
        source.iri: source
        for group in groups
        for backer in group.backers
        for source in backer.grounds.sources
    }
    return [found[iri] for iri in sorted(found)]


def _grouped(site: Site, records: Iterable[str], curie: str) -> list[Backing]:
    groups: dict[str, list[Backer]] = {}
    for record in records:
        groups.setdefault(site.content.node(record, curie), []).append(_backer(site, record))
    return [
        Backing(
            Value(site.names[role], iri=role) if role else None,
            tuple(sorted(found, key=lambda b: (by_name(b.actor.text), b.iri))),
        )
        for role, found in sorted(groups.items(), key=lambda item: _place(item[0]))
    ]


def _place(role: str) -> tuple[int, str]:
    slug = role.rpartition("/")[2]
    return (ORDER.index(slug) if slug in ORDER else len(ORDER)), role


def _backer(site: Site, record: str) -> Backer:
    content = site.content
    actor = content.node(record, "foc:actor")
    return Backer(
        record,
        Value(site.names[actor], iri=actor) if actor else Value("(not named)"),
        content.text(record, "foc:nameAsPrinted"),
        content.text(record, "foc:markedNonMember") == "true",
        content.text(record, "skos:note"),
        grounds(site, record),
    )
