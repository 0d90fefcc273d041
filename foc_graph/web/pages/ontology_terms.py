"""The terms of a project's ontologies: what each is, where its page is, and where it occurs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.dataset.content import Term as Node
from foc_graph.pictures.svg import ODD
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.model import CannedQuery
    from foc_graph.web.addresses import Document
    from foc_graph.web.pages.site import Site

CLASS, OBJECT, DATATYPE, OTHER = "class", "object property", "datatype property", "property"

#: Type of a term -> what kind it is; the first that a term has.
TYPES = {
    "owl:Class": CLASS,
    "rdfs:Class": CLASS,
    "owl:ObjectProperty": OBJECT,
    "owl:DatatypeProperty": DATATYPE,
    "owl:AnnotationProperty": OTHER,
    "rdf:Property": OTHER,
}

#: What defines a term; the first that it has.
DEFINITIONS = ("skos:definition", "rdfs:comment", "dcterms:description")

#: Examples of a property.
_EXAMPLES = 3
_CURIE = re.compile(r"(?<![\w:])([A-Za-z][\w.-]*|):([A-Za-z_][\w-]*)")
_IRI = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True)
class OntologyTerm:
    """A class or property of the project."""

    iri: str
    kind: str
    local: str
    #: Path of its page.
    path: str
    definition: str
    #: Instances of a class, statements of a property.
    uses: int


class OntologyTerms:
    """Every term of the ontologies of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.ontologies = tuple(d for d in site.addresses.documents if d.kind == "ontology")
        self.uses = _uses(site)
        self.by_iri = {
            term.iri: term for document in self.ontologies for term in self._of(document)
        }
        self.by_path = {term.path: term for term in self.by_iri.values()}

    def of(self, document: Document) -> list[tuple[str, list[OntologyTerm]]]:
        """Return the terms of an ontology by kind."""
        groups: dict[str, list[OntologyTerm]] = defaultdict(list)
        for iri in document.subjects:
            if iri in self.by_iri:
                groups[self.by_iri[iri].kind].append(self.by_iri[iri])
        order = list(dict.fromkeys(TYPES.values()))
        return [(kind, groups[kind]) for kind in order if kind in groups]

    def _of(self, document: Document) -> list[OntologyTerm]:
        found = []
        taken: set[str] = set()
        for iri in sorted(document.subjects, key=lambda iri: (natural_key(iri), iri)):
            kind = self._kind(iri)
            if kind and iri.startswith(self.site.prefixes.base):
                local = iri.rpartition("#")[2].rpartition("/")[2]
                found.append(self._term(iri, kind, local, taken))
        return found

    def _term(self, iri: str, kind: str, local: str, taken: set[str]) -> OntologyTerm:
        content = self.site.content
        definition = next(filter(None, (content.text(iri, name) for name in DEFINITIONS)), "")
        stem = wanted = ODD.sub("-", local) or "term"
        number = 1
        # Some disks take Principle and principle for one name.
        while stem.casefold() in taken:
            number += 1
            end = "" if number == 2 else f"-{number}"  # noqa: PLR2004 - the second
            stem = f"{wanted}-{kind.rpartition(' ')[2]}{end}"
        taken.add(stem.casefold())
        return OntologyTerm(iri, kind, local, f"term/{stem}.html", definition, self.uses[iri])

    def _kind(self, iri: str) -> str:
        content = self.site.content
        types = {key_of(term) for term in content.index.get(iri, {}).get(RDF_TYPE, ())}
        return next((kind for name, kind in TYPES.items() if content.expand(name) in types), "")


def _uses(site: Site) -> Counter[str]:
    """Count the statements of each property and the instances of each class."""
    counts: Counter[str] = Counter()
    for properties in site.content.index.values():
        for predicate, objects in properties.items():
            counts[predicate] += len(objects)
            if predicate == RDF_TYPE:
                counts.update(key_of(term) for term in objects)
    return counts


@dataclass(frozen=True)
class TermStatement:
    """An example of a property."""

    subject: str
    value: Node


class TermUsage:
    """Looks up uses in a site and in its canned queries."""

    def __init__(self, site: Site, queries: Iterable[CannedQuery]) -> None:
        self.site = site
        self.content = site.content
        self._queries = queries

    def instances(self, class_iri: str) -> list[str]:
        """Every instance that has an IRI, sorted."""
        found = self.content.inverse.get(class_iri, {}).get(RDF_TYPE, [])
        return sorted({node for node in found if not node.startswith(("_:", "<<"))})

    def example(self, class_iri: str) -> str:
        """Return the instance with the most properties; empty if there is none."""
        instances = self.instances(class_iri)
        return min(instances, key=lambda iri: (-len(self.content.index[iri]), iri), default="")

    def properties(self, class_iri: str) -> list[tuple[str, int]]:
        """Return the properties of the instances with how many have them, most first."""
        counts = Counter(
            predicate
            for iri in self.instances(class_iri)
            for predicate in self.content.index[iri]
            if predicate != RDF_TYPE
        )
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def statements(self, property_iri: str) -> list[TermStatement]:
        """Return the first statements of a property, each of another subject."""
        index = self.content.index
        subjects = self._subjects.get(property_iri, ())
        return [TermStatement(subject, index[subject][property_iri][0]) for subject in subjects]

    @cached_property
    def _subjects(self) -> dict[str, list[str]]:
        """Property -> the first subjects that have it; records come before terms and values."""
        found: dict[str, list[str]] = {}
        start = self.site.prefixes.id_base
        for subject in sorted(self.content.index, key=lambda s: (not s.startswith(start), s)):
            if not subject.startswith(("_:", "<<")):
                for predicate in self.content.index[subject]:
                    own = found.setdefault(predicate, [])
                    if len(own) < _EXAMPLES:
                        own.append(subject)
        return found

    def queries(self, iri: str) -> list[CannedQuery]:
        """Return the canned queries that name a term."""
        return [query for query, named in self._named if iri in named]

    @cached_property
    def _named(self) -> list[tuple[CannedQuery, set[str]]]:
        return [(query, self._terms(query.sparql)) for query in self._queries]

    def _terms(self, sparql: str) -> set[str]:
        namespaces = self.site.prefixes.namespaces
        curies = {
            f"{namespaces[prefix]}{local}"
            for prefix, local in _CURIE.findall(sparql)
            if prefix in namespaces
        }
        return curies | set(_IRI.findall(sparql))
