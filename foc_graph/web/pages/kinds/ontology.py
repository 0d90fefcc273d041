"""An ontology of the project, ``ns.html``, its versions, each of its terms, and the shapes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.web.pages.ontology_terms import CLASS, DEFINITIONS, OntologyTerm, TermUsage
from foc_graph.web.pages.page import PageContent, PageKind
from foc_graph.web.pages.site import page_path
from foc_graph.web.pages.statements import StatementRow, statements
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.names.names import Value
    from foc_graph.web.addresses import Document


class OntologyPages(PageKind):
    """One page an ontology that has terms of the project, ``ns.html``, and one a version."""

    def paths(self) -> Iterator[str]:
        """Yield the pages."""
        terms = self.shared.terms
        yield from (page_path(found) for found in terms.ontologies if terms.of(found))
        yield from (path for path, found in self.site.documents.items() if found.kind == "version")

    def show(self, path: str) -> PageContent:
        """Show the index of the terms, or a version."""
        document = self.site.documents[path]
        if document.kind == "version":
            return self._version(document.iri)
        thing = Thing(self.shared, document)
        groups = self.shared.terms.of(document)
        shown = {document.iri, *(term.iri for _, own in groups for term in own)}
        return PageContent(
            "ontology.html",
            title=thing.name,
            summary=f"The terms of {thing.name}: classes and properties with their definitions.",
            view=thing,
            groups=groups,
            others=[iri for iri in document.subjects if iri not in shown],
        )

    def _version(self, version: str) -> PageContent:
        """Show which ontology has ``version`` as its ``owl:versionIRI``."""
        wholes = self.site.content.subjects("owl:versionIRI", version)
        ontology = self.site.names.value_of(wholes[0]) if wholes else None
        name = version.rpartition("/")[2] or version
        return PageContent(
            "version.html",
            title=f"Version {name}" + (f" of {ontology.text}" if ontology else ""),
            crumbs=((f"Version {name}", None),),
            ontology=ontology,
        )


#: Bytes that the statements of an example may take.
_EXAMPLE = 6000

#: Heading -> properties of a term that belong under it.
RELATED = {
    "Subclass of": ("rdfs:subClassOf",),
    "Subproperty of": ("rdfs:subPropertyOf",),
    "Of": ("rdfs:domain", "schema:domainIncludes"),
    "Its values": ("rdfs:range", "schema:rangeIncludes"),
    "Inverse": ("owl:inverseOf",),
    "Same as": ("owl:equivalentClass", "owl:equivalentProperty", "owl:sameAs", "skos:exactMatch"),
    "Close to": ("skos:closeMatch",),
    "Wider elsewhere": ("skos:broadMatch",),
    "Narrower elsewhere": ("skos:narrowMatch",),
    "Related": ("skos:relatedMatch", "rdfs:seeAlso"),
    "Replaced by": ("dcterms:isReplacedBy",),
}
#: Heading -> properties by which others point to a term.
POINTING = {
    "Subclasses": ("rdfs:subClassOf",),
    "Subproperties": ("rdfs:subPropertyOf",),
    "Inverse of": ("owl:inverseOf",),
    "Has the properties": ("rdfs:domain", "schema:domainIncludes"),
    "Is the value of": ("rdfs:range", "schema:rangeIncludes"),
}
_SAID = ("rdf:type", "rdfs:label", "rdfs:isDefinedBy", *DEFINITIONS)


@dataclass(frozen=True)
class Related:
    """A heading with terms."""

    heading: str
    values: tuple[Value, ...]


class TermPages(PageKind):
    """One page a class or property: ``term/Affirmation.html``."""

    @cached_property
    def _usage(self) -> TermUsage:
        return TermUsage(self.site, self.shared.queries.values())

    def paths(self) -> Iterable[str]:
        """Return the pages of the terms."""
        return self.shared.terms.by_path

    def show(self, path: str) -> PageContent:
        """Show the term."""
        site, terms, usage, rules = self.site, self.shared.terms, self._usage, self.shared.rules
        term = terms.by_path[path]
        own = (rules.by_class if term.kind == CLASS else rules.by_predicate).get(term.iri, [])
        ontology = next(d for d in terms.ontologies if term.iri in d.subjects)
        name = site.names[term.iri]
        link = site.addresses.link
        return PageContent(
            "term.html",
            title=f"{name} ({term.kind})",
            summary=term.definition,
            crumbs=((site.names[ontology.iri], page_path(ontology)), (name, None)),
            term=term,
            name=name,
            related=[*self._related(term), *self._pointing(term)],
            rows=self._rest(term),
            rules=sorted(own, key=lambda rule: (rule.path == "", rule.path, rule.iri)),
            links={rule.iri: link(rule.iri, from_path=path) for rule in own if rule.iri},
            example=self._example(term),
            statements=usage.statements(term.iri) if term.kind != CLASS else (),
            properties=usage.properties(term.iri) if term.kind == CLASS else (),
            queries=[(query, f"query/{query.name}.html") for query in usage.queries(term.iri)],
            terms=terms,
        )

    def _related(self, term: OntologyTerm) -> Iterable[Related]:
        for heading, curies in RELATED.items():
            values = [
                v for curie in curies for v in self.site.names.objects(term.iri, curie) if v.iri
            ]
            if values:
                yield Related(heading, tuple(values))

    def _pointing(self, term: OntologyTerm) -> Iterable[Related]:
        for heading, curies in POINTING.items():
            subjects = {s for curie in curies for s in self.site.content.subjects(curie, term.iri)}
            named = sorted(
                (s for s in subjects if not s.startswith(("_:", "<<"))), key=str.casefold
            )
            if named:
                yield Related(heading, tuple(self.site.names.value_of(iri) for iri in named))

    def _rest(self, term: OntologyTerm) -> tuple[StatementRow, ...]:
        """Return what else the ontology says: notes, status and the like."""
        curies = (*_SAID, *(curie for group in RELATED.values() for curie in group))
        hidden = {self.site.content.expand(curie) for curie in curies}
        return statements(self.site, term.iri, hidden=hidden, budget=_EXAMPLE)

    def _example(self, term: OntologyTerm) -> tuple[str, tuple[StatementRow, ...]] | None:
        iri = self._usage.example(term.iri) if term.kind == CLASS else ""
        return (iri, statements(self.site, iri, budget=_EXAMPLE)) if iri else None


class ShapesPage(PageKind):
    """One page of the rules that data must keep, ``shapes.html``, where there are shapes."""

    def paths(self) -> Iterable[str]:
        """Return the page of the shapes."""
        return (page_path(d) for d in self.site.addresses.documents if d.kind == "shapes")

    def show(self, path: str) -> PageContent:
        """Show the rules class by class."""
        document = self.site.documents[path]
        found = self.shared.rules
        shown = {iri for s in found.sections for rule in s.rules for iri in (rule.iri, *rule.nodes)}
        anchors = self._anchors(document)
        return PageContent(
            "shapes.html",
            title="Rules",
            summary="What must hold of every record, and what a curator is told when it does not.",
            document=document,
            found=found,
            total=sum(len(section.rules) for section in found.sections),
            rest=[iri for iri in anchors if iri not in shown],
            anchors=anchors,
            terms=self.shared.terms,
        )

    def _anchors(self, document: Document) -> dict[str, str]:
        """Return the ids of the shapes; they are no part of the content of a site."""
        places = {iri: self.site.addresses.document_of(iri) for iri in document.subjects}
        return {iri: place[1] for iri, place in places.items() if place and place[1]}
