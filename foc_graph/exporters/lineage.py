"""The lineage of a principle: which texts affirm it, when, where in the text, citing whom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foc_graph.exporters.labels import Labels

if TYPE_CHECKING:
    from foc_graph.exporters.content import Content

#: Bodies with a lane of their own; the rest share one.
_OWN_LANES = 3
OTHER = "Other bodies"

#: What a lane says already.
_SYMBOL_START = re.compile(r"A/(?:HRC/)?(?:RES|DEC)/")

#: Where in a text, the weightiest first; a text that affirms twice counts by the weightier place.
PLACES = ("operative", "preambular", "elsewhere", "unplaced")

#: Fidelity to a known wording -> how the text words the principle, the closest first.
WORDINGS = {
    "verbatim": "same-words",
    "near-verbatim": "same-words",
    "narrowed": "other-words",
    "widened": "other-words",
    "paraphrase": "other-words",
    "explicit": "unseen-words",
    "": "unseen-words",
}


@dataclass(frozen=True)
class Affirming:
    """A text that affirms the principle."""

    iri: str
    label: str
    title: str
    #: ISO date, as precise as it is known.
    date: str
    lane: str
    #: One of `PLACES`.
    place: str
    #: One of the values of `WORDINGS`.
    wording: str
    #: False where no source was seen that says so.
    confirmed: bool
    cited_by: int


@dataclass(frozen=True)
class Lineage:
    """The affirming texts by date, the lanes by their first text, and who cites whom."""

    principle: str
    texts: tuple[Affirming, ...]
    lanes: tuple[str, ...]
    #: Citing and cited text, as far as a source was seen for it.
    citations: tuple[tuple[str, str], ...]
    #: Labels of texts that affirm it and have no date: they cannot be drawn.
    undated: tuple[str, ...]


@dataclass(frozen=True)
class _Act:
    """One affirmation."""

    place: str
    fidelity: str
    confirmed: bool


def lineage(content: Content) -> Lineage:
    """Collect the texts that affirm the principle which most texts affirm."""
    labels = Labels(content)
    principle = _most_affirmed(content)
    acts = _acts_by_text(content, principle)
    dated = {text for text in acts if content.text(text, "eli:date_document")}
    citations = _citations(content, dated)
    lane_of = _lanes(content, labels, dated)
    received = Counter(cited for _, cited in citations)
    texts = sorted(
        (
            replace(
                _affirming(content, labels, text, acts[text]),
                lane=lane_of[text],
                cited_by=received[text],
            )
            for text in dated
        ),
        key=lambda text: (text.date, text.iri),
    )
    first = {text.lane: text.date for text in reversed(texts)}
    return Lineage(
        principle=labels[principle] if principle else "",
        texts=tuple(texts),
        lanes=tuple(sorted(first, key=lambda lane: (lane == OTHER, first[lane], lane))),
        citations=citations,
        undated=tuple(sorted(labels[text] for text in acts.keys() - dated)),
    )


def _most_affirmed(content: Content) -> str:
    acts = content.instances("foc:Affirmation")
    counts = Counter(principle for act in acts for principle in content.nodes(act, "foc:principle"))
    return min(counts, key=lambda principle: (-counts[principle], principle), default="")


def _acts_by_text(content: Content, principle: str) -> dict[str, list[_Act]]:
    found: dict[str, list[_Act]] = {}
    for act in content.subjects("foc:principle", principle):
        expressed_in = content.node(act, "foc:expressedIn")
        text = content.node(expressed_in, "eli:is_part_of")
        section = _slug(content.node(expressed_in, "eli:type_subdivision"))
        place = section if section in PLACES else "elsewhere" if text else "unplaced"
        fidelity = _slug(content.node(act, "foc:fidelity"))
        confirmed = not content.values(act, "foc:basis")
        if expressed_in:
            found.setdefault(text or expressed_in, []).append(_Act(place, fidelity, confirmed))
    return found


def _affirming(content: Content, labels: Labels, text: str, acts: list[_Act]) -> Affirming:
    """Describe a text; its lane and how often it is cited depend on the others."""
    fidelities = {act.fidelity if act.fidelity in WORDINGS else "" for act in acts}
    return Affirming(
        iri=text,
        label=short_label(content, labels, text),
        title=content.text(text, "dcterms:title") or labels[text],
        date=content.text(text, "eli:date_document"),
        lane=OTHER,
        place=min((act.place for act in acts), key=PLACES.index),
        wording=next(wording for name, wording in WORDINGS.items() if name in fidelities),
        confirmed=any(act.confirmed for act in acts),
        cited_by=0,
    )


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


def _lanes(content: Content, labels: Labels, texts: set[str]) -> dict[str, str]:
    """Return the lane of each text: its body if that is among the most frequent, else `OTHER`."""
    bodies = {text: content.node(text, "dcterms:creator") for text in texts}
    counts = Counter(body for body in bodies.values() if body)
    frequent = sorted(counts, key=lambda body: (-counts[body], body))[:_OWN_LANES]
    return {text: labels[body] if body in frequent else OTHER for text, body in bodies.items()}


def short_label(content: Content, labels: Labels, text: str) -> str:
    """``20/8`` for a resolution (its lane says whose), ``The Hague 2011`` for a conference text."""
    symbol = content.text(text, "foc:symbol")
    if symbol:
        return _SYMBOL_START.sub("", symbol)
    place = content.text(text, "schema:contentLocation").partition(" (")[0]
    year = content.text(text, "eli:date_document")[:4]
    return f"{place} {year}" if place else labels[text]


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]
