"""Principles and their wordings; values of closed lists, agenda items, rights; and those lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.web.pages.things import OF_A_RECORD, Thing, of_thing, pointing
from foc_graph.web.pages.views.rows import AffirmingRow, TextRow, affirmings, is_text, text_rows

if TYPE_CHECKING:
    from foc_graph.names.names import Value

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
    hidden_references = (
        "skos:broader", "skos:hasTopConcept", "rdf:subject", "foc:fidelity", *OF_TEXTS,
    )  # fmt: skip

    @cached_property
    def narrower(self) -> list[Value]:
        """Concepts below it."""
        below = self.content.subjects("skos:broader", self.iri)
        found = {*below, *self.content.nodes(self.iri, "skos:narrower")}
        return self.site.values_of(found)

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


class Principle(Thing):
    """The page of a principle: its wordings, and all affirmations in order."""

    fact_table = (
        ("Also known as", "skos:altLabel"),
        ("Rights", "foc:right"),
        ("Broader", "skos:broader"),
        ("Narrower", "skos:narrower"),
        ("Related", "skos:related"),
        ("Same as", "skos:exactMatch"),
        ("Close to", "skos:closeMatch"),
    )
    hidden = (
        *OF_A_RECORD, "skos:prefLabel", "skos:definition", "skosxl:altLabel", "skosxl:prefLabel",
    )  # fmt: skip
    hidden_references = ("foc:principle", "foc:affirms", "foc:silentOn", "rdf:subject")

    @cached_property
    def affirmations(self) -> list[AffirmingRow]:
        """Every affirmation by date."""
        return affirmings(self.site, self.content.subjects("foc:principle", self.iri))

    @cached_property
    def wordings(self) -> list[tuple[Value, AffirmingRow | None, int]]:
        """Wordings by first use, with that use and the number of uses."""
        names = self.site.names
        own = (
            v.iri
            for c in ("skosxl:prefLabel", "skosxl:altLabel")
            for v in names.objects(self.iri, c)
        )
        uses = Counter(a.wording.iri for a in self.affirmations if a.wording)
        firsts: dict[str, AffirmingRow] = {}
        for act in self.affirmations:
            if act.wording and act.wording.iri:
                firsts.setdefault(act.wording.iri, act)
        iris = dict.fromkeys([*firsts, *(iri for iri in own if iri)])
        return [(names.value_of(iri), firsts.get(iri), uses[iri]) for iri in iris]

    @cached_property
    def texts(self) -> int:
        """How many texts affirm it."""
        return len({act.text.iri for act in self.affirmations})

    @cached_property
    def silent(self) -> list[TextRow]:
        """Texts that were read for it and do not state it."""
        return text_rows(self.site, self.content.subjects("foc:silentOn", self.iri))


class Wording(Thing):
    """The page of a wording: where it is used, what it came from."""

    fact_table = (("Revised from", "prov:wasRevisionOf"), ("State of the record", "adms:status"))
    hidden = (*OF_A_RECORD, "skosxl:literalForm", "skos:notation")
    hidden_references = (
        "foc:formulation", "prov:wasRevisionOf", "skosxl:altLabel", "skosxl:prefLabel",
        "rdf:subject",
    )  # fmt: skip

    @property
    def words(self) -> Value | None:
        """The wording itself."""
        return self.site.first(self.iri, "skosxl:literalForm")

    @cached_property
    def affirmations(self) -> list[AffirmingRow]:
        """Every use of it by date."""
        return affirmings(self.site, self.content.subjects("foc:formulation", self.iri))

    @cached_property
    def principles(self) -> list[Value]:
        """What it words."""
        curies = ("skosxl:prefLabel", "skosxl:altLabel")
        found = {iri for curie in curies for iri in self.content.subjects(curie, self.iri)}
        return [self.site.names.value_of(iri) for iri in sorted(found)]

    #: Wordings made from it.
    later = of_thing(pointing("prov:wasRevisionOf"))
