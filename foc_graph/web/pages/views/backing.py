"""How a body decided on a text, who voted how, who backs it, and where those stood that day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.pictures.memberships import MemberOrganisation, organisations
from foc_graph.pictures.memberships import standing as state
from foc_graph.web.pages.provenance import (
    CitedSource,
    Doubt,
    Fact,
    Provenance,
    facts,
    other_doubts,
    provenance,
)
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.pictures import PictureFacts
    from foc_graph.web.pages.site import Site

#: The order of the lists: slugs of roles and positions.
ORDER = (
    "main-sponsor", "co-sponsor", "additional", "endorser", "signatory",
    "yes", "no", "abstain", "non-participating",
)  # fmt: skip
DECISION_FACTS = (
    ("Decided on", "schema:startDate"),
    ("By", "prov:wasAssociatedWith"),
    ("Session", "foc:session"),
    ("Meeting", "foc:meeting"),
    ("Committee", "foc:committee"),
    ("On the report", "foc:onReport"),
    ("Agenda item", "foc:agendaItem"),
    ("Note", "skos:note"),
)
#: Position -> property that holds the announced count.
_COUNTS = {"yes": "foc:votesFor", "no": "foc:votesAgainst", "abstain": "foc:abstentions"}


@dataclass(frozen=True)
class Backer:
    """One sponsorship or vote."""

    iri: str
    actor: Value
    printed: str
    non_member: bool
    note: str
    provenance: Provenance

    @property
    def remarkable(self) -> bool:
        """Whether there is more to say than the name and the common sources."""
        return bool(self.provenance.doubts or self.provenance.passages or self.note)


@dataclass(frozen=True)
class Backing:
    """Actors of one role or position."""

    role: Value | None
    backers: tuple[Backer, ...]


def sponsors(site: Site, text: str) -> list[Backing]:
    """Return the sponsors of a text by role."""
    return _grouped(site, site.content.subjects("foc:ofInstrument", text), "foc:role")


def votes(site: Site, decision: str) -> list[Backing]:
    """Return the votes of a decision by position."""
    return _grouped(site, site.content.subjects("foc:inDecision", decision), "foc:position")


def common_sources(groups: Iterable[Backing]) -> list[CitedSource]:
    """Return the sources of all records together, each once."""
    found = {
        source.iri: source
        for group in groups
        for backer in group.backers
        for source in backer.provenance.sources
    }
    return [found[iri] for iri in sorted(found)]


def _grouped(site: Site, records: Iterable[str], curie: str) -> list[Backing]:
    groups: dict[str, list[Backer]] = {}
    for record in records:
        groups.setdefault(site.content.node(record, curie), []).append(_backer(site, record))
    return [
        Backing(
            site.names.value_of(role) if role else None,
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
        site.names.value_of(actor) if actor else Value("(not named)"),
        content.text(record, "foc:nameAsPrinted"),
        content.text(record, "foc:markedNonMember") == "true",
        content.text(record, "skos:note"),
        provenance(site, record),
    )


@dataclass(frozen=True)
class Decision:
    """One decision."""

    iri: str
    outcome: Value | None
    mode: Value | None
    facts: tuple[Fact, ...]
    #: Votes for, against, abstentions as announced; empty where none are known.
    counts: dict[str, int]
    votes: tuple[Backing, ...]
    doubts: tuple[Doubt, ...]
    provenance: Provenance

    @property
    def bar(self) -> list[tuple[str, int, float, float]]:
        """Position, count, start and width in per cent, for the picture of the vote."""
        total = sum(self.counts.values())
        found, start = [], 0.0
        for position, number in self.counts.items():
            width = 100 * number / total if total else 0.0
            found.append((position, number, round(start, 2), round(width, 2)))
            start += width
        return found


def decisions(site: Site, text: str) -> list[Decision]:
    """Return the decisions on a text by date."""
    records = site.content.subjects("foc:decidedOn", text)
    return [
        _decision(site, iri)
        for iri in sorted(records, key=lambda i: (site.content.text(i, "schema:startDate"), i))
    ]


def _decision(site: Site, iri: str) -> Decision:
    texts = {slug: site.content.text(iri, curie) for slug, curie in _COUNTS.items()}
    counts = {slug: int(text) for slug, text in texts.items() if text.isdecimal()}
    return Decision(
        iri,
        site.first(iri, "foc:outcome"),
        site.first(iri, "foc:mode"),
        tuple(facts(site, iri, DECISION_FACTS)),
        counts if any(counts.values()) else {},
        tuple(votes(site, iri)),
        tuple(other_doubts(site, iri, DECISION_FACTS)),
        provenance(site, iri),
    )


#: Fewer members make no coalition to compare with.
FEWEST = 5

#: Standing -> what is said of one, and of how many.
WORDS = {
    "then": ("member", ""),
    "perhaps": ("member?", "{} possibly were: the day of joining or leaving is not known"),
    "later": ("joined later", "{} joined later"),
    "left": ("had left", "{} had left"),
    "never": ("", "{} never joined"),
}


@dataclass(frozen=True)
class Standing:
    """How the backers of one text stood to the coalition on its day."""

    coalition: MemberOrganisation
    date: str
    of: Mapping[str, str]

    def badge(self, actor: str | None) -> str:
        """Return the word for an actor; empty if it never joined."""
        found = self.of.get(actor or "")
        return WORDS[found][0] if found else ""

    @property
    def summary(self) -> str:
        """How many stood how, in words."""
        counts = Counter(self.of.values())
        first = f"{counts['then'] or 'none'} were members of it on {date_in_words(self.date)}"
        rest = (words.format(counts[key]) for key, (_, words) in WORDS.items() if counts[key])
        return f"Of these {len(self.of)}, {', '.join(filter(None, (first, *rest)))}."


def coalition(facts: PictureFacts) -> MemberOrganisation | None:
    """Return the organisation of which most memberships are held."""
    for found in organisations(facts):
        if sum(bool(found.seats(member)) for member, _ in found.members) >= FEWEST:
            return found
    return None


def standing(found: MemberOrganisation | None, actors: Iterable[str], date: str) -> Standing | None:
    """Return how actors stood to the coalition on a day; None without a day or a coalition."""
    if found is None or not date:
        return None
    return Standing(found, date, {actor: state(found.seats(actor), date) for actor in actors})
