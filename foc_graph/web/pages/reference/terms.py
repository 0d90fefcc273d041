"""The terms of a project's ontologies: what each is, where its page is, how often it is used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.dataset.content import RDF_TYPE, key_of
from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
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

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


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
        stem = wanted = _ODD.sub("-", local) or "term"
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
