"""The few texts that tell the way of a principle: the first of all, the first of each body …."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.lineage import OTHER

if TYPE_CHECKING:
    from foc_graph.pictures.affirmations import Affirming
    from foc_graph.pictures.lineage import Lineage


@dataclass(frozen=True)
class Milestone:
    """A text, and why it stands out."""

    text: Affirming
    why: str


def milestones(found: Lineage) -> tuple[Milestone, ...]:
    """Return the first text of all, the first of each body, the most cited and the newest one.

    Only texts for which a source was seen; by date, each once.
    """
    texts = [text for text in found.texts if text.confirmed]
    reasons: dict[str, Milestone] = {}
    for lane in found.lanes:
        own = [text for text in texts if text.lane == lane]
        if own and lane != OTHER:
            reasons[own[0].iri] = Milestone(own[0], "first of its body")
    for text, why in _of_all(texts):
        reasons.setdefault(text.iri, Milestone(text, why))
    return tuple(sorted(reasons.values(), key=lambda mark: (mark.text.date, mark.text.iri)))


def _of_all(texts: list[Affirming]) -> list[tuple[Affirming, str]]:
    if not texts:
        return []
    most = max(texts, key=lambda text: text.cited_by)
    found = [(texts[0], "the first held"), (texts[-1], "the newest held")]
    return found + ([(most, "the most cited")] if most.cited_by else [])
