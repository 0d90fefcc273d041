"""What was looked at: the focus nodes, and the shapes that found none.

A misspelt target makes every processor say "conforms". Here a shape without a focus node is a
result, unless the shape says that it may be empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import decode
from foc_graph.rdf.terms import VIOLATION
from foc_graph.shacl.report import Result
from foc_graph.shacl.session import EngineSession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.shapes import Shapes

#: The "constraint component" of such results.
NO_FOCUS_NODE = ox.NamedNode("https://w3id.org/foc-graph/shapes#NoFocusNode")

_NOTHING_THERE = (
    "No node is in the target of this shape, so it checks nothing. Check the spelling of the"
    " target; if it is right and there may be none, say so: mayBeEmpty true."
)
_NO_TARGET = (
    "This shape has no target and no other shape uses it, so it checks nothing. Give it a target,"
    " name it in another shape, or remove it."
)


def count_focus_nodes(
    data: DataGraph, shapes: Shapes, among: Mapping[Node, frozenset[Term]] | None = None
) -> int:
    """Return how many nodes are validated, each counted once; ``among`` as engines take it."""
    if among:
        return len(_focus_nodes_among(data, shapes, among))
    pattern = _all_targets(EngineSession(data), shapes)
    if not pattern:
        return 0
    (row,) = data.exact.select(f"SELECT (COUNT(DISTINCT ?this) AS ?count) WHERE {{ {pattern} }}")
    return int(row["count"].value)


def _focus_nodes_among(
    data: DataGraph, shapes: Shapes, among: Mapping[Node, frozenset[Term]]
) -> set[Term]:
    session = EngineSession(data)
    found: set[Term] = set().union(*among.values())
    for shape in shapes.roots:
        if shape.node not in among and not shape.targets.other:
            pattern = session.scope(shape.targets).pattern("this")
            found.update(row["this"] for row in session.select(f"SELECT ?this {{ {pattern} }}"))
    return found


def focus_nodes(data: DataGraph, shapes: Shapes) -> set[Term]:
    """Return every node that is validated."""
    pattern = _all_targets(EngineSession(data), shapes)
    if not pattern:
        return set()
    rows = data.exact.select(f"SELECT DISTINCT ?this WHERE {{ {pattern} }}")
    return {decode(row["this"]) for row in rows}


def idle_shapes(
    data: DataGraph, shapes: Shapes, severity: ox.NamedNode = VIOLATION
) -> Iterator[Result]:
    """Yield a result for each shape that checks nothing and does not say that it may."""
    session = EngineSession(data)
    used = {node for shape in shapes.by_node.values() for node in shape.referred}
    for shape in shapes.active:
        if shape.may_be_empty or shape.targets.other:
            continue
        if shape.targets:
            pattern = session.scope(shape.targets).pattern("this")
            found = session.select(f"SELECT ?this WHERE {{ {pattern} }} LIMIT 1")
            if next(found, None) is None:
                yield _idle(shape.node, _NOTHING_THERE, severity)
        elif shape.node not in used:
            yield _idle(shape.node, _NO_TARGET, severity)


def _all_targets(session: EngineSession, shapes: Shapes) -> str:
    scopes = [session.scope(s.targets) for s in shapes.roots if not s.targets.other]
    return " UNION ".join(f"{{ {scope.pattern('this')} }}" for scope in dict.fromkeys(scopes))


def _idle(node: Node, message: str, severity: ox.NamedNode) -> Result:
    return Result(
        severity=severity,
        focus_node=node,
        component=NO_FOCUS_NODE,
        source_shape=node,
        messages=(ox.Literal(message, language="en"),),
    )
