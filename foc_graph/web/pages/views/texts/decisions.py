"""How a body decided on a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.web.pages.facts import facts, other_doubts
from foc_graph.web.pages.provenance import first, grounds
from foc_graph.web.pages.views.texts.backing import votes

if TYPE_CHECKING:
    from foc_graph.names.names import Value
    from foc_graph.web.pages.facts import Fact
    from foc_graph.web.pages.provenance import Doubt, Provenance
    from foc_graph.web.pages.site import Site
    from foc_graph.web.pages.views.texts.backing import Backing

FACTS = (
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
COUNTS = {"yes": "foc:votesFor", "no": "foc:votesAgainst", "abstain": "foc:abstentions"}


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
    grounds: Provenance

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
    texts = {slug: site.content.text(iri, curie) for slug, curie in COUNTS.items()}
    counts = {slug: int(text) for slug, text in texts.items() if text.isdecimal()}
    return Decision(
        iri,
        first(site, iri, "foc:outcome"),
        first(site, iri, "foc:mode"),
        tuple(facts(site, iri, FACTS)),
        counts if any(counts.values()) else {},
        tuple(votes(site, iri)),
        tuple(other_doubts(site, iri, FACTS)),
        grounds(site, iri),
    )
