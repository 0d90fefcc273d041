"""Texts that affirm a principle: where in the text, in which words, by which verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.dates import known

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content
    from foc_graph.names.names import Names

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
    symbol: str = ""
    #: IRI and name of the body that issued it; empty if not known.
    body: str = ""
    body_name: str = ""
    #: What kind of text it is; empty if not known.
    kind: str = ""
    verbs: tuple[str, ...] = ()
    #: The formulation that it uses, where its words are held.
    formulation: str = ""
    #: Whether it is the first to use that formulation.
    coins: bool = False
    #: The affirmations in it.
    acts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AffirmingAct:
    """One affirmation."""

    iri: str
    place: str
    fidelity: str
    confirmed: bool
    verb: str
    formulation: str


def acts_by_text(content: Content, names: Names, principle: str) -> dict[str, list[AffirmingAct]]:
    """Return the affirmations of a principle by the text that makes them."""
    found: dict[str, list[AffirmingAct]] = {}
    for act in content.subjects("foc:principle", principle):
        expressed_in = content.node(act, "foc:expressedIn")
        text = content.node(expressed_in, "eli:is_part_of")
        section = slug(content.node(expressed_in, "eli:type_subdivision"))
        place = section if section in PLACES else "elsewhere" if text else "unplaced"
        verb = content.node(act, "foc:performative")
        if expressed_in:
            described = AffirmingAct(
                act,
                place,
                slug(content.node(act, "foc:fidelity")),
                not content.values(act, "foc:basis"),
                names[verb] if verb and slug(verb) != "not-known" else "",
                content.node(act, "foc:formulation"),
            )
            found.setdefault(text or expressed_in, []).append(described)
    return found


def affirming(
    content: Content, names: Names, text: str, acts: list[AffirmingAct], lane: str
) -> Affirming:
    """Describe a text; how often it is cited and what it coins depend on the others."""
    fidelities = {act.fidelity if act.fidelity in WORDINGS else "" for act in acts}
    body = content.node(text, "dcterms:creator")
    kind = content.node(text, "eli:work_type")
    return Affirming(
        iri=text,
        label=short_label(content, names, text),
        title=content.text(text, "dcterms:title") or names[text],
        date=date_of(content, text),
        lane=lane,
        place=min((act.place for act in acts), key=PLACES.index),
        wording=next(wording for name, wording in WORDINGS.items() if name in fidelities),
        confirmed=any(act.confirmed for act in acts),
        cited_by=0,
        symbol=content.text(text, "foc:symbol"),
        body=body,
        body_name=names[body] if body else "",
        kind=names[kind] if kind else "",
        verbs=tuple(sorted({act.verb for act in acts if act.verb})),
        formulation=min((act.formulation for act in acts if act.formulation), default=""),
        acts=tuple(sorted(act.iri for act in acts)),
    )


def date_of(content: Content, text: str) -> str:
    """Return the date of a text; empty where there is none, or no date at all is written there."""
    return known(content.text(text, "eli:date_document"))


def short_label(content: Content, names: Names, text: str) -> str:
    """``20/8`` for a resolution (its lane says whose), ``The Hague 2011`` for a conference text."""
    symbol = content.text(text, "foc:symbol")
    if symbol:
        return _SYMBOL_START.sub("", symbol)
    place = content.text(text, "schema:contentLocation").partition(" (")[0]
    year = date_of(content, text)[:4]
    return f"{place} {year}" if place and year else names[text]


def slug(iri: str) -> str:
    """Return the last part of the IRI of a concept."""
    return iri.rpartition("/")[2]
