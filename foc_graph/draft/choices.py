"""Values that stand in the graph already: concepts of a vocabulary, and things of a class."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.readers import AnswerReader, Choice
from foc_graph.errors import UsageProblem
from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext, Term

#: How many near ones a message names, and how many make a list short enough to show whole.
NEAREST, SHORT = 4, 12

AGENTS = (
    "foc:State",
    "org:Organization",
    "org:OrganizationalCollaboration",
    "org:OrganizationalUnit",
)
TEXTS = ("foc:Instrument", "foc:Resolution")
EVENTS = ("schema:Event", "schema:EventSeries")


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
        """Return the concept that is meant; near ones are named, never taken."""
        choices = self.choices(context)
        wanted = text.strip().removeprefix("<").removesuffix(">").casefold()
        for choice in choices:
            short = context.short(choice.iri).casefold()
            if wanted in {choice.key.casefold(), choice.label.casefold(), choice.iri, short}:
                return ox.NamedNode(choice.iri)
        where = f"ontology/vocabulary/{self.scheme.removeprefix('concept/')}.ttl"
        raise UsageProblem(f"is not in {where}", fix=_nearest(wanted, choices))


def _nearest(text: str, choices: list[Choice]) -> str:
    """Name what comes near; everything where there is little."""
    names = {name.casefold(): c.key for c in choices for name in (c.key, c.label) if name}
    near = dict.fromkeys(
        [names[name] for name in get_close_matches(text, names, n=NEAREST, cutoff=0.5)]
        + [key for name, key in names.items() if len(text) > 2 and text in name]  # noqa: PLR2004
    )
    if near:
        return f"did you mean {' or '.join(list(near)[:NEAREST])}?"
    if len(choices) <= SHORT:
        return f"use one of {', '.join(choice.key for choice in choices)}"
    return "choose a value from that file"


@dataclass(frozen=True)
class ThingReader(AnswerReader):
    """Something that the graph describes: a symbol, a name, an ISO code, an id or an IRI."""

    classes: tuple[str, ...]
    #: What it is called in messages, and in the help.
    called: str
    metavar: str
    separator = ","

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the thing that is meant, if it is of the right class."""
        iri = self._by_code(text, context) or context.find(text)
        if not context.is_a(iri, self.classes):
            found = f"{context.short(iri)} ({context.name(iri)})"
            raise UsageProblem(
                f"is no {self.called.partition(' ')[2]}, it is {found}",
                fix=f"name {self.called}",
            )
        return ox.NamedNode(iri)

    def _by_code(self, text: str, context: DraftContext) -> str | None:
        """Find a state by its ISO code of two letters."""
        if "foc:State" not in self.classes or len(text) != 2:  # noqa: PLR2004
            return None
        found = context.subjects("schema:identifier", ox.Literal(text.upper()))
        return next((iri for iri in found if context.is_a(iri, ("foc:State",))), None)

    def choices(self, context: DraftContext) -> list[Choice]:
        """Return the things of these classes that are not parts of texts."""
        found = {
            iri
            for curie in self.classes
            for iri in context.subjects("rdf:type", context.node(curie))
        }
        return [
            Choice(context.short(iri), iri, context.name(iri))
            for iri in sorted(found, key=natural_key)
        ]
