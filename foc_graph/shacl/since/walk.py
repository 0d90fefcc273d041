"""Following a path over a store from a set of nodes, backwards or forwards, whatever the nodes.

In Python and not in SPARQL: the sets are small, and SPARQL has no way to name a blank node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from foc_graph.shacl.reads import inverse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.sparql.paths import Path

#: From this many nodes on it costs less to look at all focus nodes than to find the right ones.
MOST = 20_000


class QuadLookup(Protocol):
    """What quads can be looked up in: a store, or several that count as one."""

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: ox.NamedNode | None,
        value: Term | None,
        graph: None,
        /,
    ) -> Iterator[ox.Quad]:
        """Yield the quads with these terms; None stands for all."""


class TooManyError(Exception):
    """More nodes than are worth following."""


def walk(store: QuadLookup, nodes: set[Term], path: Path) -> set[Term]:
    """Return the nodes at the ends of a path from any of these nodes.

    Raises:
        TooManyError: there are more than `MOST`.

    """
    if len(nodes) > MOST:
        raise TooManyError
    if path.iri is not None:
        return _forward(store, nodes, path.iri)
    if path.kind == "^":
        return _back(store, nodes, path.parts[0])
    if path.kind == "/":
        for part in path.parts:
            nodes = walk(store, nodes, part)
        return nodes
    if path.kind == "|":
        return set().union(*(walk(store, nodes, part) for part in path.parts))
    if path.kind == "?":
        return nodes | walk(store, nodes, path.parts[0])
    if path.kind in ("*", "+"):
        return _repeated(store, nodes, path)
    raise ValueError(path)


def _forward(store: QuadLookup, nodes: set[Term], iri: ox.NamedNode) -> set[Term]:
    return {
        quad.object  # type: ignore[misc]  # RDF 1.1: no triples about triples
        for node in nodes
        if not isinstance(node, ox.Literal)
        for quad in store.quads_for_pattern(node, iri, None, None)
    }


def _back(store: QuadLookup, nodes: set[Term], path: Path) -> set[Term]:
    if path.iri is None:
        return walk(store, nodes, inverse(path))
    return {
        quad.subject  # type: ignore[misc]
        for node in nodes
        for quad in store.quads_for_pattern(None, path.iri, node, None)
    }


def _repeated(store: QuadLookup, nodes: set[Term], path: Path) -> set[Term]:
    (step,) = path.parts
    found = set(nodes) if path.kind == "*" else set()
    todo = nodes
    while todo:
        todo = walk(store, todo, step) - found
        found |= todo
        if len(found) > MOST:
            raise TooManyError
    return found
