"""The lineage of a principle: which texts affirm it, when, where in the text, citing whom.

Also the few texts that tell its way, and its wordings by letters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING

from foc_graph.pictures.affirmations import Affirming, acts_by_text, affirming, date_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.content import Content
    from foc_graph.names.names import Names
    from foc_graph.pictures import PictureFacts

#: Bodies with a lane of their own; the rest share one.
_OWN_LANES = 3
#: Texts that a drawing has room for; ours has a third of that.
_MOST = 300
OTHER = "Other bodies"


@dataclass(frozen=True)
class Lineage:
    """The affirming texts by date, the lanes by their first text, and who cites whom."""

    principle: str
    principle_name: str
    texts: tuple[Affirming, ...]
    lanes: tuple[str, ...]
    #: Citing and cited text, as far as a source was seen for it.
    citations: tuple[tuple[str, str], ...]
    #: Texts that affirm it and have no date: they cannot be drawn.
    undated: tuple[Affirming, ...]
    #: How many texts with a date are left out, for want of room: those that fewest others cite.
    left_out: int = 0

    def lane_class(self, lane: str) -> str:
        """Return the CSS class of a lane's colour: the same in every picture."""
        return "body-0" if lane == OTHER else f"body-{self.lanes.index(lane) + 1}"


def lineage(content: Content, names: Names) -> Lineage:
    """Collect the texts that affirm the principle which most texts affirm."""
    principle = _most_affirmed(content)
    acts = acts_by_text(content, names, principle)
    lanes = _lanes(content, names, {text for text in acts if date_of(content, text)})
    found = [
        affirming(content, names, text, acts[text], lanes.get(text, OTHER)) for text in sorted(acts)
    ]
    citations = _citations(content, set(lanes))
    dated = sorted((text for text in found if text.date), key=lambda text: (text.date, text.iri))
    every = tuple(_compared(dated, citations))
    texts = _most_cited(every)
    shown = {text.iri for text in texts}
    first = {text.lane: text.date for text in reversed(texts)}
    return Lineage(
        principle=principle,
        principle_name=names[principle] if principle else "",
        texts=texts,
        lanes=tuple(sorted(first, key=lambda lane: (lane == OTHER, first[lane], lane))),
        citations=tuple(pair for pair in citations if shown.issuperset(pair)),
        undated=tuple(text for text in found if not text.date),
        left_out=len(every) - len(texts),
    )


def _most_cited(texts: tuple[Affirming, ...]) -> tuple[Affirming, ...]:
    """Return the texts that there is room for: the most cited, then the first, by date."""
    chosen = sorted(texts, key=lambda text: (-text.cited_by, text.date, text.iri))[:_MOST]
    return tuple(sorted(chosen, key=lambda text: (text.date, text.iri)))


def _compared(texts: list[Affirming], citations: Iterable[tuple[str, str]]) -> Iterable[Affirming]:
    """Say of each text how often the others cite it, and whether its wording is new."""
    received = Counter(cited for _, cited in citations)
    known: set[str] = {""}
    for text in texts:
        new = text.formulation not in known
        known.add(text.formulation)
        yield replace(text, cited_by=received[text.iri], coins=new)


def _most_affirmed(content: Content) -> str:
    acts = content.instances("foc:Affirmation")
    counts = Counter(principle for act in acts for principle in content.nodes(act, "foc:principle"))
    return min(counts, key=lambda principle: (-counts[principle], principle), default="")


def _citations(content: Content, texts: set[str]) -> tuple[tuple[str, str], ...]:
    found: set[tuple[str, str]] = set()
    for record in content.instances("cito:Citation"):
        place = content.node(record, "cito:hasCitingEntity")
        citing = content.node(place, "eli:is_part_of") or place
        cited = content.node(record, "cito:hasCitedEntity")
        cited = content.node(cited, "eli:is_part_of") or cited
        seen = not content.values(record, "foc:basis")
        if seen and citing != cited and {citing, cited} <= texts:
            found.add((citing, cited))
    return tuple(sorted(found))


def _lanes(content: Content, names: Names, texts: set[str]) -> dict[str, str]:
    """Return the lane of each text: its body if that is among the most frequent, else `OTHER`."""
    bodies = {text: content.node(text, "dcterms:creator") for text in sorted(texts)}
    counts = Counter(body for body in bodies.values() if body)
    frequent = sorted(counts, key=lambda body: (-counts[body], body))[:_OWN_LANES]
    return {text: names[body] if body in frequent else OTHER for text, body in bodies.items()}


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


@dataclass(frozen=True)
class LetteredWording:
    """One exact wording."""

    letter: str
    iri: str
    words: str
    #: The text that used it first.
    first: str
    texts: int


def wordings(facts: PictureFacts, found: Lineage) -> tuple[LetteredWording, ...]:
    """Return the wordings that texts use, the first one first."""
    uses = Counter(text.formulation for text in found.texts if text.formulation)
    coined = [text for text in found.texts if text.coins]
    return tuple(
        LetteredWording(
            letter(place),
            text.formulation,
            facts.content.text(text.formulation, "skosxl:literalForm")
            or facts.names[text.formulation],
            text.iri,
            uses[text.formulation],
        )
        for place, text in enumerate(coined)
    )


def letter(place: int) -> str:
    """Return A, B … Z, A1, B1 ….

    >>> letter(0), letter(27)
    ('A', 'B1')
    """
    round_, rest = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[rest]}{round_ or ''}"
