"""Unnamed nodes: which nest as ``[ … ]`` and ``( … )``, and whether graphs of such are the same."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.turtle.graph import FIRST, NIL, REST, at_line

if TYPE_CHECKING:
    from foc_graph.turtle.graph import Node, Term, TurtleGraph

#: Levels of nested unnamed nodes; a hand-written shape has three.
DEEPEST = 100

_NIL = ox.NamedNode(NIL)


def list_cells(graph: TurtleGraph) -> frozenset[Node]:
    """Return the unnamed nodes that are cells of a well-formed list (one first, one rest, nil)."""
    before: dict[object, list[Node]] = {}
    for node, description in graph.descriptions.items():
        if isinstance(node, ox.BlankNode) and description.keys() == {FIRST, REST}:
            firsts, rests = description[FIRST], description[REST]
            if len(firsts) == len(rests) == 1:
                before.setdefault(next(iter(rests)), []).append(node)
    cells: set[Node] = set()
    ahead = before.get(_NIL, [])
    while ahead:
        cell = ahead.pop()
        if cell not in cells:
            cells.add(cell)
            ahead.extend(before.get(cell, []))
    return frozenset(cells)


def refuse_tangles(graph: TurtleGraph, cells: frozenset[Node], text: str, place: str) -> None:
    """Check that unnamed nodes form trees, so that they can be nested.

    Raises:
        NotConforming: an unnamed node is used twice, lies on a circle, or is nested too deep.

    """
    for shared, uses in graph.uses.items():
        if uses > 1:
            _refuse(shared, f"is used in {uses} places", text, place)
    ahead = [(node, 0) for node in graph.descriptions if node not in graph.uses]
    reached = {node for node, _ in ahead}
    while ahead:
        node, depth = ahead.pop()
        if depth > DEEPEST:
            _refuse(node, f"is nested more than {DEEPEST} levels deep", text, place)
        below = _children(graph, node, depth, cells)
        reached.update(child for child, _ in below)
        ahead.extend(below)
    for node in graph.descriptions:
        if node not in reached and isinstance(node, ox.BlankNode):
            _refuse(node, "lies on a circle of unnamed nodes", text, place)


def _children(
    graph: TurtleGraph, node: Node, depth: int, cells: frozenset[Node]
) -> list[tuple[Node, int]]:
    """Unnamed objects with their depth; the cells of one list lie on one level."""
    return [
        (term, depth if predicate == REST and node in cells else depth + 1)
        for predicate, objects in graph.descriptions.get(node, {}).items()
        for term in objects
        if isinstance(term, ox.BlankNode)
    ]


def _refuse(node: Node, what: str, text: str, place: str) -> None:
    label = re.search(rf"_:{re.escape(node.value)}(?![\w-])", text)
    line = text.count("\n", 0, label.start()) + 1 if label else None
    name = f"_:{node.value}" if label else "an unnamed node"
    raise NotConforming(
        f"{name} {what} and cannot be nested", place=at_line(place, line), fix="give it an IRI"
    )


def same_graph(one: TurtleGraph, other: TurtleGraph) -> bool:
    """Whether two graphs are isomorphic (RDF 1.1 Concepts, 3.6).

    Unnamed nodes are compared by what hangs on them, which is exact for trees.
    """
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
