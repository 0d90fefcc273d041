"""Conferences, sessions, meetings, and series of them."""

from __future__ import annotations

from functools import cached_property

from foc_graph.web.pages.things import OF_A_RECORD, Thing, of_thing
from foc_graph.web.pages.views.rows import TextRow, dated, in_order, text_row, text_rows


class Event(Thing):
    """The page of an event."""

    fact_table = (
        ("From", "schema:startDate"),
        ("Until", "schema:endDate"),
        ("Place", "schema:location"),
        ("Country", "dcterms:spatial"),
        ("Kind", "dcterms:type"),
        ("Theme", "schema:about"),
        ("Organised by", "schema:organizer"),
        ("Part of", "schema:superEvent"),
        ("Number in the series", "schema:position"),
        ("Also known as", "skos:altLabel"),
        ("Web", "schema:url"),
        ("Same as", "skos:exactMatch"),
        ("State of the record", "adms:status"),
    )
    hidden = (*OF_A_RECORD, "schema:name")
    hidden_references = (
        "foc:issuedAt", "foc:session", "schema:superEvent", "rdf:subject", "rdf:object",
    )  # fmt: skip

    #: Texts issued there.
    issued = of_thing(lambda site, iri: text_rows(site, site.content.subjects("foc:issuedAt", iri)))

    @cached_property
    def decided(self) -> list[TextRow]:
        """Decisions taken there, with their outcome."""
        rows = []
        for decision in self.content.subjects("foc:session", self.iri):
            text = self.content.node(decision, "foc:decidedOn")
            outcome = self.site.first(decision, "foc:outcome")
            if text:
                rows.append(text_row(self.site, text, record=decision, extra=outcome))
        return in_order(rows)

    #: Events of the series or within it, by date.
    parts = of_thing(lambda site, iri: dated(site, site.content.subjects("schema:superEvent", iri)))
