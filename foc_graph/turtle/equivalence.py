"""Whether two graphs whose unnamed nodes form trees are isomorphic (RDF 1.1 Concepts, 3.6)."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from foc_graph.turtle.graph import Term, TurtleGraph


def same_graph(one: TurtleGraph, other: TurtleGraph) -> bool:
    """Compare; unnamed nodes by what hangs on them, which is exact for trees."""
    if not _has_unnamed(one) and not _has_unnamed(other):
        return one.descriptions == other.descriptions
    return _canonical(one) == _canonical(other)


def _has_unnamed(graph: TurtleGraph) -> bool:
    return bool(graph.uses) or any(isinstance(n, ox.BlankNode) for n in graph.descriptions)


def _canonical(graph: TurtleGraph) -> Counter[str]:
    """Triples of the named nodes and of the roots, each subtree folded into its object."""
    folded = _fold(graph)
    return Counter(
        f"{folded.get(subject, subject)} {predicate} {folded.get(term, term)}"
        for subject, predicate, term in graph.triples()
        if subject not in graph.uses
    )


def _fold(graph: TurtleGraph) -> dict[Term, str]:
    """Unnamed node -> text of its subtree, leaves first (without recursion: lists are long)."""
    folded: dict[Term, str] = {}
    for root in graph.descriptions:
        order, ahead = [], [root]
        while ahead:
            node = ahead.pop()
            order.append(node)
            objects = chain.from_iterable(graph.descriptions.get(node, {}).values())
            ahead.extend(term for term in objects if isinstance(term, ox.BlankNode))
        for node in reversed(order):
            if isinstance(node, ox.BlankNode) and node not in folded:
                folded[node] = _subtree(graph, node, folded)
    return folded


def _subtree(graph: TurtleGraph, node: ox.BlankNode, folded: dict[Term, str]) -> str:
    pairs = sorted(
        f"<{predicate}> {folded.get(term, term)}"
        for predicate, objects in graph.descriptions.get(node, {}).items()
        for term in objects
    )
    return f"[{';'.join(pairs)}]"
