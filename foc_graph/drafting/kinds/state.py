"""A state, by its ISO 3166 code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.drafting.common import NOTE, STATUS
from foc_graph.drafting.model import Answers, Field, Kind
from foc_graph.drafting.readers import Number, Pattern, Text
from foc_graph.drafting.sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.drafting.desk import Desk
    from foc_graph.drafting.drafts import Draft

#: Areas of the UN's statistics, by their M49 numbers.
_AREAS = "http://metadata.un.org/sdg/codes/geoArea/"


def _area(answers: Answers) -> ox.NamedNode:
    return ox.NamedNode(_AREAS + answers.text("m49"))


def _complete(draft: Draft, answers: Answers, _: Desk) -> None:
    draft.add(draft.iri, "dcterms:spatial", _area(answers))


def _twins(answers: Answers, desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield states with the same code, area or name."""
    iso2 = answers.first("iso2")
    for iri in desk.subjects("schema:identifier", iso2) if iso2 else ():
        if desk.is_a(iri, ("foc:State",)):
            yield iri, f"has the code {answers.text('iso2')}"
    for iri in desk.subjects("dcterms:spatial", _area(answers)):
        yield iri, f"has the M49 number {answers.text('m49')}"
    for iri in desk.with_text("skos:prefLabel", answers.text("name")):
        if desk.is_a(iri, ("foc:State",)):
            yield iri, "has the same name"


KIND = Kind(
    "state",
    "a state",
    (
        Field(
            "code",
            "ISO 3166 code of three letters",
            Pattern("[A-Z]{3}", "three capitals, such as EST", "CODE"),
            "skos:notation",
            required=True,
        ),
        Field(
            "iso2",
            "ISO 3166 code of two letters",
            Pattern("[A-Z]{2}", "two capitals, such as EE", "CODE"),
            "schema:identifier",
        ),
        Field("m49", "M49 number of the UN", Number(1), required=True),
        Field("name", "Name in English", Text(), "skos:prefLabel", required=True, settles=True),
        Field("also-called", "Other names", Text(), "skos:altLabel", many=True, asked=False),
        *SOURCE_FIELDS,
        NOTE,
        STATUS,
    ),
    lambda _: "foc:State",
    lambda answers, _: f"state/{answers.text('code')}",
    _complete,
    _twins,
)
