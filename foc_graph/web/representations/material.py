"""What a document says: the statements about its subjects, and those about itself."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import quads_of
from foc_graph.dataset.content import canonical, sort_key
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.prefixes import NAMESPACES, expand
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.content import Content
    from foc_graph.exports.contexts import Compactor
    from foc_graph.rdf.documents import RdfDocument as File
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


#: Documents that are what they describe: a 200 and no 303 (W3C, Cool URIs, section 4.2).
ITSELF = frozenset({"ontology", "version", "shapes", "dataset", "graph"})


class Descriptions:
    """Makes the statements about documents: topic, licence, dataset."""

    def __init__(self, dataset: Dataset, dataset_iri: str) -> None:
        self._base = dataset.prefixes.base
        self._dataset = ox.NamedNode(dataset_iri)
        term = ox.NamedNode(expand(dataset.prefixes, "dcterms:license"))
        found = dataset.store.quads_for_pattern(self._dataset, term, None, None)
        licenses = {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}
        #: The licences of the dataset.
        self.licenses = sorted(licenses)
        self._license = term

    def iri(self, document: Document) -> str:
        """Return the IRI of a document, wherever it is served: below the base."""
        return document.iri if document.kind in ITSELF else f"{self._base}{document.path[1:]}"

    def of(self, document: Document) -> list[ox.Quad]:
        """Return the statements; none where the document is the thing itself."""
        if document.kind in ITSELF:
            return []
        node = ox.NamedNode(self.iri(document))
        pairs = [
            (TYPE, ox.NamedNode(f"{NAMESPACES['foaf']}Document")),
            (ox.NamedNode(f"{NAMESPACES['foaf']}primaryTopic"), ox.NamedNode(document.iri)),
            *((self._license, ox.NamedNode(iri)) for iri in self.licenses),
            (ox.NamedNode(f"{NAMESPACES['void']}inDataset"), self._dataset),
        ]
        return [ox.Quad(node, predicate, value, ox.DefaultGraph()) for predicate, value in pairs]


Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Index = dict[Subject, list[ox.Quad]]


class SubjectStatements:
    """The quads of a dataset, and of its shapes, by subject and by graph."""

    def __init__(self, dataset: Dataset, files: Sequence[File] | None = None) -> None:
        self._dataset = dataset
        self._files = files if files is not None else tuple(dataset.documents())

    def of(self, document: Document) -> list[ox.Quad]:
        """Return what a document says, each statement of each graph once."""
        if document.graph is not None:
            return self._graph(document.graph)
        index = self._shapes if document.kind == "shapes" else self._index
        nodes = (ox.NamedNode(iri) for iri in document.subjects)
        found = dict.fromkeys(quad for node in nodes for quad in index.get(node, ()))
        return list(_with_unnamed(found, index))

    def graph(self, name: str | None) -> list[ox.Quad]:
        """Return a named graph of the dataset, or all statements; empty where it has none."""
        return self._quads if name is None else self._graphs.get(name, [])

    def _graph(self, iri: str) -> list[ox.Quad]:
        if iri == f"{self._dataset.prefixes.base}graph/shapes":
            return [quad for quads in self._shapes.values() for quad in quads]
        return self._graphs.get(iri, [])

    @cached_property
    def _quads(self) -> list[ox.Quad]:
        project, prefixes = self._dataset.project, self._dataset.prefixes
        found = dict.fromkeys(q for file in self._files for q in quads_of(file, project, prefixes))
        for graph in self._dataset.derived_graphs():
            found |= dict.fromkeys(self._dataset.store.quads_for_pattern(None, None, None, graph))
        return list(found)

    @cached_property
    def _index(self) -> Index:
        return _indexed(self._quads)

    @cached_property
    def _graphs(self) -> dict[str, list[ox.Quad]]:
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self._quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                found[quad.graph_name.value].append(quad)
        return dict(found)

    @cached_property
    def _shapes(self) -> Index:
        """Shapes are published, not loaded with the data."""
        project, prefixes = self._dataset.project, self._dataset.prefixes
        graph = ox.NamedNode(f"{prefixes.base}graph/shapes")
        files = (
            read_file(path, base=prefixes.base, scope=project.relative(path))
            for path in project.shape_files()
        )
        quads = (quad for file in files for quad in file.quads)
        return _indexed(ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)


def _indexed(quads: Iterable[ox.Quad]) -> Index:
    index: Index = defaultdict(list)
    for quad in quads:
        index[quad.subject].append(quad)
    return dict(index)


def _with_unnamed(quads: Iterable[ox.Quad], index: Index) -> Iterator[ox.Quad]:
    """Add what is said of the unnamed nodes that hang on these statements, each node once."""
    ahead = list(quads)
    yield from ahead
    seen: set[ox.BlankNode] = set()
    while ahead:
        nodes = {q.object for q in ahead if isinstance(q.object, ox.BlankNode)} - seen
        seen |= nodes
        # In the order of what is said, not of the labels, which are not the same in every run.
        ahead = [quad for node in nodes for quad in index.get(node, ())]
        yield from ahead
