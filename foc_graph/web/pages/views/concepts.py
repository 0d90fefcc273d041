"""Values of closed lists, agenda items, rights; and the lists themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.web.pages.statements import BUDGET, references
from foc_graph.web.pages.things import HIDDEN_REFERENCES, Thing
from foc_graph.web.pages.views.rows import affirmings, is_text, text_rows

if TYPE_CHECKING:
    from foc_graph.names.names import Value
    from foc_graph.web.pages.statements import ReferenceGroup
    from foc_graph.web.pages.views.rows import AffirmingRow, TextRow

#: Properties by which speech acts, and texts, point to a concept: shown as tables.
OF_ACTS = ("foc:performative", "foc:fidelity", "foc:right")
OF_TEXTS = ("dcterms:subject", "foc:series", "foc:agendaItem", "eli:work_type")


class Concept(Thing):
    """The page of a concept."""

    fact_table = (
        ("Also known as", "skos:altLabel"),
        ("Notation", "skos:notation"),
        ("List", "skos:inScheme"),
        ("Broader", "skos:broader"),
        ("Related", "skos:related"),
        ("Same as", "skos:exactMatch"),
        ("Close to", "skos:closeMatch"),
        ("Scope", "skos:scopeNote"),
        ("Example", "skos:example"),
    )
    hidden = (
        "skos:prefLabel", "skos:definition", "skos:note", "dcterms:source", "skos:narrower",
        "skos:topConceptOf", "foc:basis",
    )  # fmt: skip
    hidden_references = ("skos:broader", "skos:hasTopConcept", "rdf:subject", "foc:fidelity")

    @cached_property
    def narrower(self) -> list[Value]:
        """Concepts below it."""
        below = self.content.subjects("skos:broader", self.iri)
        found = {*below, *self.content.nodes(self.iri, "skos:narrower")}
        return self.site.names.values_of(found)

    @cached_property
    def texts(self) -> list[TextRow]:
        """Texts that point to it."""
        found = {iri for curie in OF_TEXTS for iri in self.content.subjects(curie, self.iri)}
        return text_rows(self.site, (iri for iri in found if is_text(self.site, iri)))

    @cached_property
    def acts(self) -> list[AffirmingRow]:
        """Speech acts with this verb, this closeness to a wording, or about this right."""
        content = self.content
        found = {iri for curie in OF_ACTS for iri in content.subjects(curie, self.iri)}
        return affirmings(self.site, (i for i in found if content.node(i, "foc:expressedIn")))

    @cached_property
    def references(self) -> tuple[ReferenceGroup, ...]:
        """What else points to it."""
        hidden = self._expanded((*HIDDEN_REFERENCES, *self.hidden_references, *OF_TEXTS))
        return references(self.site, self.iri, hidden=hidden, budget=BUDGET // 2)


@dataclass(frozen=True)
class Member:
    """A concept of a list."""

    concept: Value
    notation: str
    definition: str
    broader: tuple[Value, ...]
    uses: int


class Scheme(Thing):
    """The page of a list of concepts."""

    fact_table = (("Also known as", "skos:altLabel"),)
    hidden = (
        "skos:prefLabel", "dcterms:title", "skos:definition", "skos:note", "skos:hasTopConcept",
        "dcterms:source",
    )  # fmt: skip
    hidden_references = ("skos:inScheme", "skos:topConceptOf")

    @cached_property
    def members(self) -> list[Member]:
        """Its concepts by notation or name."""
        found = self.content.subjects("skos:inScheme", self.iri)
        members = [self._member(iri) for iri in found]
        return sorted(members, key=lambda m: (by_name(m.notation), by_name(m.concept.text)))

    def _member(self, iri: str) -> Member:
        content = self.content
        skos = content.expand("skos:")
        inverse = content.inverse.get(iri, {})
        return Member(
            self.site.names.value_of(iri),
            content.text(iri, "skos:notation"),
            content.text(iri, "skos:definition"),
            tuple(self.site.names.objects(iri, "skos:broader")),
            sum(len(subjects) for p, subjects in inverse.items() if not p.startswith(skos)),
        )
