"""The graph in memory, or on disk: a pyoxigraph Store with one named graph a file or kind.

pyoxigraph is used directly and rdflib is a view on demand: importing rdflib costs more than
answering most queries (benchmarks/).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.rules import rule_graphs
from foc_graph.errors import UsageProblem
from foc_graph.project.graphs import graph_name
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.prefixes import expand
from foc_graph.sparql.tokens import names_its_graphs, refuse_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import rdflib

    from foc_graph.project.project import Project
    from foc_graph.project.source import Source
    from foc_graph.rdf.documents import RdfDocument, SyntaxProblem
    from foc_graph.rdf.prefixes import PrefixMap

Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True)
class Dataset:
    """Every graph of a project but its shapes; ``problems`` names the data files left out."""

    project: Project
    prefixes: PrefixMap
    store: ox.Store
    files: tuple[Path, ...]
    problems: tuple[SyntaxProblem, ...] = ()

    def query(self, sparql: str) -> Answer:
        """Run SPARQL 1.1 over the union of all graphs; ``GRAPH`` reaches the single ones.

        ``FROM`` and ``FROM NAMED`` choose other graphs. The project's prefixes are there without
        being declared. ``SERVICE`` is refused.

        Raises:
            UsageProblem: the text is not SPARQL, or asks for another server.

        """
        refuse_service(sparql)
        try:
            return self.store.query(
                sparql,
                base_iri=self.prefixes.base,
                prefixes=dict(self.prefixes.namespaces),
                use_default_graph_as_union=not names_its_graphs(sparql),
            )
        except SyntaxError as error:
            raise UsageProblem(
                f"not SPARQL ({error.msg})",
                place=f"line {error.lineno}" if error.lineno else None,
                fix="mend the query there",
            ) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise UsageProblem(str(error), place="query", fix="mend the query") from error

    def describes(self, iri: str) -> bool:
        """Tell whether any statement is about this IRI."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    def values(self, subject: str, curie: str) -> set[Object]:
        """Return the objects of a node (``_:x`` for a blank one) and a property, each once."""
        blank = subject.startswith("_:")
        node = ox.BlankNode(subject[2:]) if blank else ox.NamedNode(subject)
        predicate = ox.NamedNode(expand(self.prefixes, curie))
        return {q.object for q in self.store.quads_for_pattern(node, predicate, None, None)}

    def as_rdflib(self) -> rdflib.Dataset:
        """Return an ``rdflib.Dataset`` view of the same store; default graph = union."""
        import rdflib
        from oxrdflib import OxigraphStore

        view = rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in sorted(self.prefixes.namespaces.items()):
            view.bind(prefix, namespace)
        return view

    def documents(self) -> Iterator[RdfDocument]:
        """Re-read every file of the dataset, with literals exactly as written."""
        return read_documents(self.project, self.prefixes, self.files)

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad with its literals as written (the store normalises some), derived ones last.

        ``1.50`` stays ``1.50`` here; in the store it is ``1.5``.
        """
        for document in self.documents():
            yield from quads_of(document, self.project, self.prefixes)
        for derived in self.derived_graphs():
            yield from self.store.quads_for_pattern(None, None, None, derived)

    def derived_graphs(self) -> list[ox.NamedNode]:
        """The graphs that the rules wrote, in the order of the rules."""
        graphs = rule_graphs(self.project, self.prefixes)
        return [graph for graph in graphs if self.store.contains_named_graph(graph)]


def read_documents(
    source: Source, prefixes: PrefixMap, files: Iterable[Path]
) -> Iterator[RdfDocument]:
    """Read files, with literals exactly as written."""
    for path in files:
        base = source.base_of(path, prefixes.id_base)
        yield read_file(path, base=base, scope=source.relative(path))


def quads_of(document: RdfDocument, source: Source, prefixes: PrefixMap) -> Iterator[ox.Quad]:
    """Yield the quads of a file, those without a graph of their own in the graph of the file."""
    name = graph_name(source, prefixes, document.path)
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    for quad in document.quads:
        target = graph if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
        yield ox.Quad(quad.subject, quad.predicate, quad.object, target)
