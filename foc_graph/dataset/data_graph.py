"""The data graph as engines see it: the union of all graphs, every triple once, as written.

It lies in one store, which is filled in one pass; no list of quads is kept beside it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import Disguise, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from foc_graph.rdf.terms import Term

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class ExactStore:
    """A store whose default graph holds every triple; single graphs lie beside it for GRAPH."""

    store: ox.Store

    def select(
        self, query: str, functions: Mapping[ox.NamedNode, Callable[..., Term | None]] | None = None
    ) -> ox.QuerySolutions:
        """Run a SELECT query over all triples."""
        answer = self.store.query(query, custom_functions=dict(functions) if functions else None)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101  # callers pass SELECT only
        return answer


@dataclass(frozen=True, eq=False)
class DataGraph:
    """The data graph. Literals that a store would alter stand in ``exact`` in disguise."""

    exact: ExactStore
    has_disguised: bool

    @classmethod
    def from_quads(cls, quads: Iterable[ox.Quad]) -> DataGraph:
        """Take the quads as written; those in a graph with a name can be asked for by GRAPH."""
        disguise = Disguise()
        store = ox.Store()
        _fill(store, disguise.batches(quads))
        named = [quad for graph in store.named_graphs() for quad in _in(store, graph)]
        store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in named)
        return cls(ExactStore(store), disguise.needed)

    @property
    def triples(self) -> int:
        """How many triples there are, each counted once."""
        (row,) = self.exact.select("SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")
        return int(row["count"].value)

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """Every triple as written, once, in no order."""
        for quad in self.exact.store.quads_for_pattern(None, None, None, _DEFAULT):
            term = quad.object
            written = decode(term)  # type: ignore[arg-type]  # no triple terms in RDF 1.1
            yield quad if written is term else _with_object(quad, written)

    def with_graph(self, name: ox.NamedNode, quads: Iterable[ox.Quad]) -> ExactStore:
        """Return the graph with one more named graph beside it ($shapesGraph)."""
        store = ox.Store()
        store.bulk_extend(self.exact.store)
        store.extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)
        return ExactStore(store)


def _fill(store: ox.Store, batches: Iterable[Sequence[ox.Quad]]) -> None:
    """Fill a store; while it puts one batch away, which needs no Python, the next one is made."""
    with ThreadPoolExecutor(1) as thread:
        before = None
        for batch in batches:
            if before is not None:
                before.result()
            before = thread.submit(store.extend, batch)
        if before is not None:
            before.result()


def _in(store: ox.Store, graph: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _with_object(quad: ox.Quad, term: Term) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)


def has_blank_node(quad: ox.Quad) -> bool:
    """Whether the subject or the object has no name."""
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
