"""Values that stand in the graph already, and the fields with them that several kinds have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.model import Field
from foc_graph.draft.readers import SHORT_NAME, AnswerReader, Choice, TextReader
from foc_graph.names.resolver import ThingKind, concept_of
from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext, Term

_ORGANISATIONS = ("org:Organization", "org:OrganizationalCollaboration", "org:OrganizationalUnit")

ORGANISATION = ThingKind("an organisation", "a name, an id (org/foc) or an IRI", _ORGANISATIONS)
AGENT = ThingKind(
    "a state or an organisation",
    "a name, an ISO 3166 code (EST, EE), an id (org/foc) or an IRI",
    ("foc:State", *_ORGANISATIONS),
)
EVENT = ThingKind(
    "an event", "a name, an id (event/…) or an IRI", ("schema:Event", "schema:EventSeries")
)


@dataclass(frozen=True)
class ConceptReader(AnswerReader):
    """A value of a vocabulary: its short name or its label."""

    #: ``concept/topic``, or ``agenda/…`` for agenda items.
    scheme: str
    separator = ","

    @property
    def metavar(self) -> str:  # type: ignore[override]
        """The name of the vocabulary."""
        return self.scheme.rpartition("/")[2].upper()

    def choices(self, context: DraftContext) -> list[Choice]:
        """Return the values of the vocabulary, in the order of their short names."""
        start = context.node(f"{self.scheme}/").value
        concepts = [
            iri
            for iri in context.subjects("skos:inScheme")
            if iri.startswith(start) and context.is_a(iri, ("skos:Concept",))
        ]
        found = [
            Choice(
                iri.removeprefix(start),
                iri,
                context.first(iri, "skos:prefLabel"),
                context.first(iri, "skos:definition"),
            )
            for iri in concepts
        ]
        return sorted(found, key=lambda choice: natural_key(choice.key))

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the concept that is meant."""
        return ox.NamedNode(context.find(text, concept_of(self.scheme)))


@dataclass(frozen=True)
class ThingReader(AnswerReader):
    """Something that the graph describes: a symbol, a name, an ISO code, an id or an IRI."""

    kind: ThingKind
    metavar: str
    separator = ","

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the thing that is meant, if it is of the right class."""
        return ox.NamedNode(context.find(text, self.kind))

    def choices(self, context: DraftContext) -> list[Choice]:
        """Return the things of these classes that are not parts of texts."""
        found = {
            iri
            for curie in self.kind.classes
            for iri in context.subjects("rdf:type", context.node(curie))
        }
        return [
            Choice(context.short(iri), iri, context.name(iri))
            for iri in sorted(found, key=natural_key)
        ]


NOTE = Field("note", "Note", TextReader(), "skos:note", many=True, asked=False)

STATUS = Field(
    "status",
    "How far it is curated",
    ConceptReader("concept/status"),
    "adms:status",
    default="draft",
    asked=False,
)


def short_name(default: object) -> Field:
    """Return the field for the last part of the identifier, with how it is made by default."""
    return Field(
        "short-name", "Short name, for the identifier", SHORT_NAME, required=True,
        default=default, settles=True,  # type: ignore[arg-type]  # Field says what it may be
    )  # fmt: skip
