"""An organisation, or a body of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.draft.choices import (
    AGENT,
    NOTE,
    ORGANISATION,
    STATUS,
    ConceptReader,
    ThingReader,
    short_name,
)
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import AddressReader, DateReader, TextReader
from foc_graph.draft.slugs import slug
from foc_graph.draft.sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext


def _doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield organisations that go by this name already."""
    for curie in ("skos:prefLabel", "skos:altLabel"):
        for iri in context.with_text(curie, answers.text("name")):
            if context.is_a(iri, AGENT.classes):
                yield iri, "goes by the same name"


KIND = RecordKind(
    "organisation",
    "an organisation",
    (
        Field("name", "Name", TextReader(), "skos:prefLabel", required=True, settles=True),
        Field(
            "also-called",
            "Other names, such as an acronym",
            TextReader(),
            "skos:altLabel",
            many=True,
        ),
        Field("kind", "Kind", ConceptReader("concept/org-kind"), "dcterms:type", required=True),
        Field(
            "part-of",
            "Body of which organisation",
            ThingReader(ORGANISATION, "ORGANISATION"),
            "org:unitOf",
        ),
        Field("founded", "Founded", DateReader(), "schema:foundingDate"),
        short_name(lambda answers, _: slug(answers.text("name"), small_words=False)),
        *SOURCE_FIELDS,
        Field("url", "Its own page", AddressReader(), "schema:url", asked=False),
        NOTE,
        STATUS,
    ),
    lambda _: "org:Organization",
    lambda answers, _: f"org/{answers.text('short-name')}",
    doubles=_doubles,
)
