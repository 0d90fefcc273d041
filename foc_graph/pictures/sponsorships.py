"""Who backed which text: states and texts, with the standing of each in the coalition that day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.affirmations import date_of, short_label, slug
from foc_graph.pictures.memberships import Interval, MemberOrganisation, organisations, standing

if TYPE_CHECKING:
    from foc_graph.pictures.model import PictureFacts

_COMPLETE = frozenset({"complete"})


@dataclass(frozen=True)
class Backed:
    """A text with a list of sponsors, its own or that of its draft."""

    iri: str
    label: str
    title: str
    date: str
    series: str
    #: How much of the list is held, in words; empty if that is not said.
    coverage: str
    complete: bool


@dataclass(frozen=True)
class TextBacking:
    """One actor for one text; ``roles`` as named, ``records`` the sponsorships that say so."""

    actor: str
    text: str
    roles: tuple[str, ...]
    standing: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Sponsors:
    """Texts by date, actors in a meaningful order, and who backed what."""

    coalition: MemberOrganisation | None
    texts: tuple[Backed, ...]
    actors: tuple[str, ...]
    backings: tuple[TextBacking, ...]

    def of(self, texts: tuple[Backed, ...]) -> Sponsors:
        """Return what concerns some of the texts."""
        wanted = {text.iri for text in texts}
        backings = tuple(found for found in self.backings if found.text in wanted)
        those = {found.actor for found in backings}
        actors = tuple(actor for actor in self.actors if actor in those)
        return Sponsors(self.coalition, texts, actors, backings)

    def joined(self, actor: str) -> Interval | None:
        """Return the first membership of an actor in the coalition; None if there was none."""
        own = dict(self.coalition.members).get(actor, ()) if self.coalition else ()
        return next((interval for interval in own if not interval.office), None)


def sponsors(facts: PictureFacts) -> Sponsors:
    """Collect every sponsorship; that of a draft counts for the text adopted from it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in facts.content.instances("foc:Sponsorship"):
        signed = facts.content.node(record, "foc:ofInstrument")
        actor = facts.content.node(record, "foc:actor")
        if signed and actor:
            adopted = facts.content.subjects("foc:adoptedFrom", signed)
            found[adopted[0] if adopted else signed, actor].append(record)
    texts = sorted((_text(facts, iri) for iri in {text for text, _ in found}), key=_by_date)
    coalition = _coalition(facts)
    dates = {text.iri: text.date for text in texts}
    backings = tuple(
        TextBacking(
            actor, text, _roles(facts, own), _standing(coalition, actor, dates[text]), tuple(own)
        )
        for (text, actor), own in sorted(found.items())
    )
    bare = Sponsors(coalition, tuple(texts), (), backings)
    return Sponsors(coalition, tuple(texts), _ordered(facts, bare), backings)


def _by_date(text: Backed) -> tuple[str, str]:
    return text.date or "9999", text.iri


def _coalition(facts: PictureFacts) -> MemberOrganisation | None:
    """Return the organisation with the most members."""
    return next((found for found in organisations(facts) if not found.offices_only), None)


def _roles(facts: PictureFacts, records: list[str]) -> tuple[str, ...]:
    roles = (facts.content.node(record, "foc:role") for record in records)
    return tuple(sorted({facts.names[role] if role else "sponsor" for role in roles}))


def _text(facts: PictureFacts, iri: str) -> Backed:
    content = facts.content
    coverage = content.node(iri, "foc:sponsorCoverage")
    return Backed(
        iri,
        content.text(iri, "foc:symbol") or short_label(content, facts.names, iri),
        content.text(iri, "dcterms:title"),
        date_of(content, iri),
        content.node(iri, "foc:series"),
        facts.names[coverage] if coverage else "",
        slug(coverage) in _COMPLETE,
    )


def _standing(coalition: MemberOrganisation | None, actor: str, date: str) -> str:
    own = dict(coalition.members).get(actor, ()) if coalition else ()
    return standing([interval for interval in own if not interval.office], date)


def _ordered(facts: PictureFacts, found: Sponsors) -> tuple[str, ...]:
    """Return members by the day they joined, then the others by how many texts they backed."""
    counts: dict[str, int] = defaultdict(int)
    for backing in found.backings:
        counts[backing.actor] += 1

    def key(actor: str) -> tuple[bool, str, int, str, str]:
        joined = found.joined(actor)
        name = facts.names[actor].casefold()
        return joined is None, joined.begun[1] if joined else "", -counts[actor], name, actor

    return tuple(sorted(counts, key=key))
