"""What a document says of itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import canonical, sort_key
from foc_graph.rdf.prefixes import NAMESPACES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.content import Content
    from foc_graph.exports.contexts import Compactor
    from foc_graph.web.addresses import Document


class Material:
    """Statements of a document, sorted; unnamed nodes labelled the same way in every run."""

    def __init__(
        self,
        document: Document,
        content: Content,
        quads: Iterable[ox.Quad],
        compactor: Compactor,
    ) -> None:
        self.document = document
        self.content = content
        self.compactor = compactor
        self.quads = tuple(sorted(canonical(quads), key=sort_key))

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The union of the graphs."""
        triples = {quad.triple: sort_key(quad)[1:] for quad in self.quads}
        return tuple(sorted(triples, key=triples.__getitem__))

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix map of the project."""
        return dict(self.content.prefixes.namespaces)


_TYPE = ox.NamedNode(f"{NAMESPACES['rdf']}type")
#: Documents that are what they describe: a 200 and no 303 (W3C, Cool URIs, section 4.2).
ITSELF = frozenset({"ontology", "version", "shapes", "dataset", "graph"})


class Descriptions:
    """Makes the statements about documents: topic, licence, dataset."""

    def __init__(self, dataset: Dataset, dataset_iri: str) -> None:
        self._base = dataset.prefixes.base
        self._dataset = ox.NamedNode(dataset_iri)
        term = ox.NamedNode(expand(dataset.prefixes, "dcterms:license"))
        found = dataset.store.quads_for_pattern(self._dataset, term, None, None)
        licenses = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
        self._licenses = sorted(licenses, key=lambda node: node.value)
        self._license = term

    @property
    def licenses(self) -> list[str]:
        """The licences of the dataset."""
        return [node.value for node in self._licenses]

    def iri(self, document: Document) -> str:
        """Return the IRI of a document, wherever it is served: below the base."""
        return document.iri if document.kind in ITSELF else f"{self._base}{document.path[1:]}"

    def of(self, document: Document) -> list[ox.Quad]:
        """Return the statements; none where the document is the thing itself."""
        if document.kind in ITSELF:
            return []
        node = ox.NamedNode(self.iri(document))
        pairs = [
            (_TYPE, ox.NamedNode(f"{NAMESPACES['foaf']}Document")),
            (ox.NamedNode(f"{NAMESPACES['foaf']}primaryTopic"), ox.NamedNode(document.iri)),
            *((self._license, license_iri) for license_iri in self._licenses),
            (ox.NamedNode(f"{NAMESPACES['void']}inDataset"), self._dataset),
        ]
        return [ox.Quad(node, predicate, value, ox.DefaultGraph()) for predicate, value in pairs]
