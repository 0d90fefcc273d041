"""An organisation, or a body of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.drafting.choosing import AGENTS, Concept, Thing
from foc_graph.drafting.common import NOTE, STATUS, short_name
from foc_graph.drafting.model import Answers, Field, Kind
from foc_graph.drafting.readers import Address, Date, Text
from foc_graph.drafting.slugs import slug
from foc_graph.drafting.sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.drafting.desk import Desk


def _twins(answers: Answers, desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield organisations that go by this name already."""
    for curie in ("skos:prefLabel", "skos:altLabel"):
        for iri in desk.with_text(curie, answers.text("name")):
            if desk.is_a(iri, AGENTS):
                yield iri, "goes by the same name"


KIND = Kind(
    "organisation",
    "an organisation",
    (
        Field("name", "Name", Text(), "skos:prefLabel", required=True, settles=True),
        Field("also-called", "Other names, such as an acronym", Text(), "skos:altLabel", many=True),
        Field("kind", "Kind", Concept("concept/org-kind"), "dcterms:type", required=True),
        Field(
            "part-of",
            "Body of which organisation",
            Thing(AGENTS[1:], "an organisation", "ORGANISATION"),
            "org:unitOf",
        ),
        Field("founded", "Founded", Date(), "schema:foundingDate"),
        short_name(lambda answers, _: slug(answers.text("name"), small_words=False)),
        *SOURCE_FIELDS,
        Field("url", "Its own page", Address(), "schema:url", asked=False),
        NOTE,
        STATUS,
    ),
    lambda _: "org:Organization",
    lambda answers, _: f"org/{answers.text('short-name')}",
    twins=_twins,
)
