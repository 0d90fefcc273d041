"""A text: what its page shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.names import Value
from foc_graph.web.pages.provenance import Doubt, Fact, facts, other_doubts
from foc_graph.web.pages.things import OF_A_RECORD, Thing, of_thing, pointing
from foc_graph.web.pages.views import backing
from foc_graph.web.pages.views import paragraphs as held

if TYPE_CHECKING:
    from foc_graph.web.pages.citations import Citation

SPONSOR_FACTS = (
    ("As reported", "foc:sponsorsReported"),
    ("Number reported", "foc:sponsorCount"),
    ("List held here", "foc:sponsorCoverage"),
)


class Text(Thing):
    """What the page of a text shows."""

    fact_table = (
        ("Date", "eli:date_document"),
        ("Accepted", "dcterms:dateAccepted"),
        ("Published", "dcterms:issued"),
        ("In force", "dcterms:valid"),
        ("Issued by", "dcterms:creator"),
        ("Kind", "eli:work_type"),
        ("Issued at", "foc:issuedAt"),
        ("Place", "schema:contentLocation"),
        ("Country", "dcterms:spatial"),
        ("Also known as", "skos:altLabel"),
        ("Part of", "dcterms:isPartOf"),
        ("Adopted from", "foc:adoptedFrom"),
        ("Agenda item", "foc:agendaItem"),
        ("Series", "foc:series"),
        ("About", "dcterms:subject"),
        ("Does not state", "foc:silentOn"),
        ("Official text", "schema:url"),
        ("State of the record", "adms:status"),
    )
    hidden = (
        *OF_A_RECORD, "dcterms:title", "foc:symbol", "eli:cites", "eli:cited_by", "eli:has_part",
        "foc:affirms", "foc:sponsor", "foc:sponsorCount", "foc:sponsorsReported",
        "foc:sponsorCoverage",
    )  # fmt: skip
    hidden_references = (
        "eli:is_part_of", "eli:cites", "eli:cited_by", "cito:hasCitedEntity",
        "cito:hasCitingEntity", "foc:decidedOn", "foc:ofInstrument", "foc:expressedIn",
        "foc:adoptedFrom", "rdf:subject", "rdf:object", "dcterms:isPartOf",
    )  # fmt: skip

    @property
    def symbol(self) -> str:
        """The official symbol, if it has one."""
        return self.content.text(self.iri, "foc:symbol")

    @property
    def title(self) -> str:
        """The title; a text without one is called by its name."""
        return self.content.text(self.iri, "dcterms:title")

    @property
    def page_title(self) -> str:
        """Symbol and title: a symbol says little by itself."""
        return ": ".join(dict.fromkeys(filter(None, (self.symbol, self.title or self.name))))

    @property
    def summary(self) -> str:
        """How the text is cited."""
        return self.citation.plain if self.citation else ""

    @property
    def date(self) -> str:
        """The date, as precise as it is known."""
        return self.content.text(self.iri, "eli:date_document")

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What is less than sure and shown by no fact."""
        return other_doubts(self.site, self.iri, (*self.fact_table, *SPONSOR_FACTS))

    #: The paragraphs held, and what the text says in a paragraph that is not known.
    paragraphs = of_thing(held.paragraphs)
    acts = of_thing(held.acts)
    #: What it cites, what cites it, and how it was decided on.
    cites = of_thing(held.cites)
    cited_by = of_thing(held.cited_by)
    decisions = of_thing(backing.decisions)
    #: What was adopted from it, and its annexes.
    became = of_thing(pointing("foc:adoptedFrom"))
    parts = of_thing(pointing("dcterms:isPartOf"))

    @cached_property
    def also_cites(self) -> list[Value]:
        """What it cites without a record of the citation."""
        return list(held.derived_citations(self.site, self.iri, self.cites))

    @cached_property
    def drafts(self) -> list[Value]:
        """What it was adopted from, and what those came from."""
        found: dict[str, Value] = {}
        ahead = [self.iri]
        while ahead:
            for value in self.site.names.objects(ahead.pop(), "foc:adoptedFrom"):
                if value.iri and value.iri != self.iri and value.iri not in found:
                    found[value.iri] = value
                    ahead.append(value.iri)
        return list(found.values())

    @cached_property
    def sponsors(self) -> list[tuple[Value, list[backing.Backing]]]:
        """The sponsors of the text, and of each draft that it was adopted from."""
        texts = [Value(self.site.names[self.iri], iri=self.iri), *self.drafts]
        found = [(text, backing.sponsors(self.site, text.iri or "")) for text in texts]
        return [(text, groups) for text, groups in found if groups]

    @cached_property
    def standing(self) -> backing.Standing | None:
        """How the sponsors stood to the coalition on the day of the text."""
        became = (self.content.text(v.iri or "", "eli:date_document") for v in self.became)
        date = next(filter(None, (self.date, *became)), "")
        actors = {
            backer.actor.iri
            for _, groups in self.sponsors
            for group in groups
            for backer in group.backers
            if backer.actor.iri
        }
        return backing.standing(self.shared.coalition, sorted(actors), date) if actors else None

    @cached_property
    def sponsor_facts(self) -> list[Fact]:
        """What sources say about the number of sponsors, and how many are held."""
        return list(facts(self.site, self.iri, SPONSOR_FACTS))

    common_sources = staticmethod(backing.common_sources)

    @cached_property
    def citation(self) -> Citation | None:
        """How the text is cited."""
        return self.shared.citations.of(self.iri)

    def citation_of(self, paragraph: held.Paragraph) -> Citation | None:
        """How a paragraph of it is cited."""
        return self.shared.citations.of(self.iri, paragraph.place)
