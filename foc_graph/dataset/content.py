"""What a dataset holds, read once and sorted, for all exporters."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf import prefixes
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.dataset import Dataset

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: Subject -> predicate -> objects, sorted; IRIs and blank nodes as plain strings.
Index = dict[str, dict[str, list[Term]]]

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Content:
    """The statements of a dataset with their literals as written, and ways to look them up."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.prefixes = dataset.prefixes

    @classmethod
    def of(cls, dataset: Dataset | Content) -> Content:
        """Return ``dataset`` as a Content."""
        return dataset if isinstance(dataset, Content) else cls(dataset)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """Every statement once, sorted by graph, subject, predicate and object."""
        return tuple(sorted(canonical(self.dataset.quads()), key=sort_key))

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The union of all graphs, sorted by subject, predicate and object."""
        triples = {quad.triple: sort_key(quad)[1:] for quad in self.quads}
        return tuple(sorted(triples, key=triples.__getitem__))

    @cached_property
    def index(self) -> Index:
        """The union of all graphs by subject and predicate."""
        return _indexed(self.triples)

    @cached_property
    def inverse(self) -> dict[str, dict[str, list[str]]]:
        """The union of all graphs by object and predicate: the subjects, sorted."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in self.triples:
            if not isinstance(triple.object, ox.Literal):
                found[key_of(triple.object)][triple.predicate.value].append(key_of(triple.subject))
        return found

    def expand(self, curie: str) -> str:
        """Return the IRI of a CURIE; the standard prefixes need not be the project's."""
        return prefixes.expand(self.prefixes, curie)

    @cached_property
    def dataset_iri(self) -> str:
        """The IRI of the dataset: the one that the catalog describes, else one made of the base."""
        described = (iri for iri in self.instances("dcat:Dataset") if not iri.startswith("_:"))
        return next(described, f"{self.prefixes.base}dataset")

    @cached_property
    def title(self) -> str:
        """The title of the dataset; one that has none is called by its base."""
        return self.text(self.dataset_iri, "dcterms:title") or self.prefixes.base

    @cached_property
    def version(self) -> str:
        """The version of the dataset, empty where nothing says it."""
        return self.text(self.dataset_iri, "dcat:version")

    def values(self, subject: str, curie: str) -> list[Term]:
        """Every object of a subject and property."""
        return self.index.get(subject, {}).get(self.expand(curie), [])

    def value(self, subject: str, curie: str) -> Term | None:
        """Return the first object of a subject and property; English before other languages."""
        found = self.values(subject, curie)
        return min(found, key=_foreign, default=None)

    def text(self, subject: str, curie: str) -> str:
        """Return the first object as text: the literal's value or the IRI; empty if none."""
        found = self.value(subject, curie)
        return "" if found is None else key_of(found)

    def node(self, subject: str, curie: str) -> str:
        """Return the first object that is a node, as a string; empty if none."""
        found = (o for o in self.values(subject, curie) if not isinstance(o, ox.Literal))
        return next(map(key_of, found), "")

    def nodes(self, subject: str, curie: str) -> list[str]:
        """Every object that is a node, as strings."""
        found = self.values(subject, curie)
        return [key_of(term) for term in found if not isinstance(term, ox.Literal)]

    def subjects(self, curie: str, target: str) -> list[str]:
        """Every subject that points to ``target`` by a property, sorted."""
        return self.inverse.get(target, {}).get(self.expand(curie), [])

    def instances(self, *curies: str) -> list[str]:
        """Every instance of the classes, sorted."""
        return sorted({node for curie in curies for node in self._instances(self.expand(curie))})

    def _instances(self, class_iri: str) -> list[str]:
        return self.inverse.get(class_iri, {}).get(RDF_TYPE, [])


def _foreign(term: Term) -> bool:
    language = term.language if isinstance(term, ox.Literal) else None
    return language is not None and not language.startswith("en")


def _has_blank_node(quad: ox.Quad) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Name blank nodes by RDF Dataset Canonicalization (RDFC-1.0), so that runs agree."""
    found = set(quads)
    if not any(map(_has_blank_node, found)):
        return found
    dataset = ox.Dataset(found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def sort_key(quad: ox.Quad) -> tuple[str, str, str, str]:
    """Return what quads are sorted by: graph, subject, predicate, object."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
    return graph, key_of(quad.subject), quad.predicate.value, str(quad.object)


def _indexed(triples: Iterable[ox.Triple]) -> Index:
    index: Index = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        index[key_of(triple.subject)][triple.predicate.value].append(triple.object)
    return {subject: dict(properties) for subject, properties in index.items()}
