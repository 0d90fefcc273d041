"""Who belonged to what, when: intervals with the first and last day that their ends can mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.pictures.affirmations import slug
from foc_graph.pictures.dates import first_day, in_words, known, last_day
from foc_graph.pictures.svg import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.dataset.content import Content
    from foc_graph.pictures import PictureFacts

#: Before and after all days.
EVER, NEVER = "0000-01-01", "9999-12-31"
#: The role that makes a member a member; others are offices.
_MEMBER = frozenset({"member", ""})

#: How an actor stands to an organisation on a day -> how a reader says it.
STANDINGS = {
    "then": "member at the time",
    "perhaps": "possibly a member at the time",
    "later": "joined later",
    "left": "had left",
    "never": "never a member",
}


@dataclass(frozen=True)
class Interval:
    """One membership; days are ISO dates, `EVER` and `NEVER` where nothing bounds them."""

    iri: str
    member: str
    role: str
    #: Whether it is an office, such as the chair, rather than the membership itself.
    office: bool
    since: str
    until: str
    #: First and last day on which it can have begun, and on which it can have ended.
    begun: tuple[str, str]
    ended: tuple[str, str]
    disputed: bool

    def on(self, date: str) -> str:
        """Tell ``yes``, ``possibly`` or ``no`` for a day, or for some day of a month or year."""
        first, last = first_day(date), last_day(date)
        if self.begun[0] > last or self.ended[1] < first:
            return "no"
        return "yes" if self.begun[1] <= last and self.ended[0] >= first else "possibly"


@dataclass(frozen=True)
class MemberOrganisation:
    """An organisation and its intervals, by the day that members joined."""

    iri: str
    name: str
    #: What starts the ids of its picture.
    key: str
    members: tuple[tuple[str, tuple[Interval, ...]], ...]

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """Every interval, member by member."""
        return tuple(interval for _, own in self.members for interval in own)

    def seats(self, actor: str) -> tuple[Interval, ...]:
        """Return the memberships of an actor, without the offices held."""
        own = dict(self.members).get(actor, ())
        return tuple(interval for interval in own if not interval.office)

    @property
    def offices_only(self) -> bool:
        """Whether nobody is a plain member: all are hosts, donors and the like."""
        return all(interval.office for interval in self.intervals)


def standing(own: Sequence[Interval], date: str) -> str:
    """Return how an actor with these memberships stood on a date: a key of `STANDINGS`."""
    if not own:
        return "never"
    states = {interval.on(date) for interval in own} if date else {"possibly"}
    if "yes" in states:
        return "then"
    if "possibly" in states:
        return "perhaps"
    return "later" if any(interval.begun[0] > last_day(date) for interval in own) else "left"


def organisations(facts: PictureFacts) -> tuple[MemberOrganisation, ...]:
    """Return every organisation of which memberships are held, the largest first."""
    found: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for iri in facts.content.instances("org:Membership"):
        organisation = facts.content.node(iri, "org:organization")
        interval = _interval(facts, iri)
        if organisation and interval.member:
            found[organisation][interval.member].append(interval)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    keys = anchors((iri for iri, _ in ordered), start="members-")
    return tuple(
        MemberOrganisation(iri, facts.names[iri], keys[iri], _by_joining(facts, members))
        for iri, members in ordered
    )


def _by_joining(
    facts: PictureFacts, members: dict[str, list[Interval]]
) -> tuple[tuple[str, tuple[Interval, ...]], ...]:
    ordered = {
        member: tuple(sorted(own, key=lambda i: (i.office, i.begun, i.iri)))
        for member, own in members.items()
    }

    def key(member: str) -> tuple[tuple[str, str], str, str]:
        return ordered[member][0].begun[::-1], facts.names[member].casefold(), member

    return tuple((member, ordered[member]) for member in sorted(ordered, key=key))


def _interval(facts: PictureFacts, iri: str) -> Interval:
    content = facts.content
    role = content.node(iri, "org:role")
    begun, ended = _begun(content, iri), _ended(content, iri)
    start, end = (known(content.text(iri, f"schema:{side}Date")) for side in ("start", "end"))
    return Interval(
        iri,
        content.node(iri, "org:member"),
        facts.names[role] if role else "member",
        slug(role) not in _MEMBER,
        in_words(start) if start else _between(*begun),
        _until(end, ended),
        begun,
        ended,
        slug(content.node(iri, "adms:status")) == "disputed",
    )


def _begun(content: Content, iri: str) -> tuple[str, str]:
    """Return the bounds of the start: its date, and the bounds that sources give beside it.

    Where the date itself is only inferred, the bounds count instead.
    """
    start = known(content.text(iri, "schema:startDate"))
    lower = known(content.text(iri, "foc:startNotBefore"))
    upper = known(content.text(iri, "foc:startNotAfter"))
    first, last = (first_day(start), last_day(start)) if start else (EVER, NEVER)
    if lower and (first_day(lower) > first or _inferred(content, iri)):
        first = first_day(lower)
    return first, min(last, last_day(upper)) if upper else last


def _inferred(content: Content, iri: str) -> bool:
    marks = content.subjects("rdf:subject", iri)
    start = content.expand("schema:startDate")
    return any(content.node(mark, "rdf:predicate") == start for mark in marks)


def _ended(content: Content, iri: str) -> tuple[str, str]:
    """Return the bounds of the end: its date, and those that other sources give."""
    end = known(content.text(iri, "schema:endDate"))
    if not end:
        return NEVER, NEVER
    dates = [end, *_rivals(content, iri)]
    return min(map(first_day, dates)), max(map(last_day, dates))


def _rivals(content: Content, iri: str) -> list[str]:
    """Return the dates of the end that evidence gives against the one that is held."""
    end = content.expand("schema:endDate")
    found = [
        term.value
        for evidence in content.nodes(iri, "foc:evidence")
        if slug(content.node(evidence, "foc:stance")) == "contradicts"
        and content.node(evidence, "rdf:predicate") == end
        for term in content.values(evidence, "rdf:value")
        if isinstance(term, ox.Literal)
    ]
    return [date for date in map(known, found) if date]


def _until(end: str, ended: tuple[str, str]) -> str:
    if not end:
        return ""
    rival = ended != (first_day(end), last_day(end))
    return f"{in_words(end)} (sources differ)" if rival else in_words(end)


def _between(first: str, last: str) -> str:
    """Say when something began of which only bounds are known."""
    if first == EVER:
        return "not known" if last == NEVER else f"by {in_words(last)}"
    if last == NEVER:
        return f"from {in_words(first)} on"
    return f"between {in_words(first)} and {in_words(last)}"
