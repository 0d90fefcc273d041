"""The data graph as engines see it: the union of all graphs, every triple once, as written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.literals import altered, disguise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foc_graph.validation.terms import Term

Functions = "Mapping[ox.NamedNode, Callable[..., Term | None]]"

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Graph:
    """A store, and whether its default graph already is the union of all."""

    store: ox.Store
    merged: bool

    def select(
        self, query: str, functions: Mapping[ox.NamedNode, Callable[..., Term | None]] | None = None
    ) -> ox.QuerySolutions:
        """Run a SELECT query over the union of all graphs."""
        answer = self.store.query(
            query,
            use_default_graph_as_union=not self.merged,
            custom_functions=dict(functions) if functions else None,
        )
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101  # callers pass SELECT only
        return answer


@dataclass(frozen=True)
class Data:
    """The data graph. ``quads`` are as written; ``ready`` is a store that holds them already."""

    quads: Sequence[ox.Quad]
    ready: ox.Store | None = None

    @cached_property
    def altered(self) -> frozenset[ox.Literal]:
        """The literals that a store does not give back as they were written."""
        return frozenset(altered(q.object for q in self.quads if isinstance(q.object, ox.Literal)))

    @cached_property
    def triples(self) -> int:
        """How many triples there are, each counted once."""
        return len({quad.triple for quad in self.quads})

    @cached_property
    def _ready(self) -> Graph | None:
        """The given store, if it holds what was written and every triple once.

        Blank nodes have other names in it than in ``quads``, so results could not be located.
        """
        if self.ready is None or self.altered or self.triples != len(self.quads):
            return None
        if any(has_blank_node(quad) for quad in self.quads):
            return None
        return Graph(self.ready, merged=False)

    @cached_property
    def exact(self) -> Graph:
        """What queries run on: literals that the store would alter stand there in disguise."""
        return self._ready or _merge(self._encoded())

    def with_graph(self, name: ox.NamedNode, quads: Iterable[ox.Quad]) -> Graph:
        """Return the graph with one more named graph beside it ($shapesGraph)."""
        graph = _merge(self._encoded())
        graph.store.extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)
        return graph

    def _encoded(self) -> Iterable[ox.Quad]:
        for quad in self.quads:
            if quad.object in self.altered:
                hidden = disguise(quad.object)  # type: ignore[arg-type]
                yield ox.Quad(quad.subject, quad.predicate, hidden, quad.graph_name)
            else:
                yield quad


def has_blank_node(quad: ox.Quad) -> bool:
    """Whether the subject or the object has no name."""
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _merge(quads: Iterable[ox.Quad]) -> Graph:
    """Build a store with every triple in the default graph, and in its own graph for GRAPH."""
    store = ox.Store()
    quads = list(quads)
    named = [quad for quad in quads if quad.graph_name != _DEFAULT]
    store.bulk_extend(
        (ox.Quad(q.subject, q.predicate, q.object) for q in quads) if named else quads
    )
    store.bulk_extend(named)
    return Graph(store, merged=True)
