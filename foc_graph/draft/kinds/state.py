"""A state, by its ISO 3166 code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.choices import NOTE, STATUS
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import NumberReader, PatternReader, TextReader
from foc_graph.draft.sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext
    from foc_graph.draft.drafts import Draft

#: Areas of the UN's statistics, by their M49 numbers.
_AREAS = "http://metadata.un.org/sdg/codes/geoArea/"


def _area(answers: Answers) -> ox.NamedNode:
    return ox.NamedNode(_AREAS + answers.text("m49"))


def _complete(draft: Draft, answers: Answers, _: DraftContext) -> None:
    draft.add(draft.iri, "dcterms:spatial", _area(answers))


def _doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield states with the same code, area or name."""
    iso2 = answers.first("iso2")
    for iri in context.subjects("schema:identifier", iso2) if iso2 else ():
        if context.is_a(iri, ("foc:State",)):
            yield iri, f"has the code {answers.text('iso2')}"
    for iri in context.subjects("dcterms:spatial", _area(answers)):
        yield iri, f"has the M49 number {answers.text('m49')}"
    for iri in context.with_text("skos:prefLabel", answers.text("name")):
        if context.is_a(iri, ("foc:State",)):
            yield iri, "has the same name"


KIND = RecordKind(
    "state",
    "a state",
    (
        Field(
            "code",
            "ISO 3166 code of three letters",
            PatternReader("[A-Z]{3}", "three capitals, such as EST", "CODE"),
            "skos:notation",
            required=True,
        ),
        Field(
            "iso2",
            "ISO 3166 code of two letters",
            PatternReader("[A-Z]{2}", "two capitals, such as EE", "CODE"),
            "schema:identifier",
        ),
        Field("m49", "M49 number of the UN", NumberReader(1), required=True),
        Field(
            "name", "Name in English", TextReader(), "skos:prefLabel", required=True, settles=True
        ),
        Field("also-called", "Other names", TextReader(), "skos:altLabel", many=True, asked=False),
        *SOURCE_FIELDS,
        NOTE,
        STATUS,
    ),
    lambda _: "foc:State",
    lambda answers, _: f"state/{answers.text('code')}",
    _complete,
    _doubles,
)
