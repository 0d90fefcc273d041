"""Principles and their wordings."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.web.pages.provenance import first
from foc_graph.web.pages.things import Thing
from foc_graph.web.pages.views.rows import affirmings, text_rows

if TYPE_CHECKING:
    from foc_graph.names.names import Value
    from foc_graph.web.pages.views.rows import AffirmingRow, TextRow


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
        "skos:prefLabel", "skos:definition", "skos:note", "dcterms:source", "foc:evidence",
        "foc:basis", "skosxl:altLabel", "skosxl:prefLabel", "dcterms:identifier",
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
    hidden = (
        "skosxl:literalForm", "skos:note", "dcterms:source", "foc:evidence", "foc:basis",
        "dcterms:identifier", "skos:notation",
    )  # fmt: skip
    hidden_references = (
        "foc:formulation", "prov:wasRevisionOf", "skosxl:altLabel", "skosxl:prefLabel",
        "rdf:subject",
    )  # fmt: skip

    @property
    def words(self) -> Value | None:
        """The wording itself."""
        return first(self.site, self.iri, "skosxl:literalForm")

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

    @cached_property
    def later(self) -> list[Value]:
        """Wordings made from it."""
        found = self.content.subjects("prov:wasRevisionOf", self.iri)
        return [self.site.names.value_of(iri) for iri in found]
