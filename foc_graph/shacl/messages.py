"""What a result says where the shape has no sh:message: the same words from every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import text_of
from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.components.queries import QueryConstraint
from foc_graph.shacl.components.table import component_of
from foc_graph.shacl.shapes.source import short_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes.model import Shape


def default_messages(
    shape: Shape, component: ox.NamedNode, shapes: Mapping[Node, Shape]
) -> tuple[ox.Literal, ...]:
    """Return what to say of a result of this shape, one of these, and constraint component."""
    own = [constraint for constraint in shape.constraints if constraint.component == component]
    messages = [m for c in own if isinstance(c, QueryConstraint) for m in c.messages]
    if messages:
        return tuple(messages)
    operands = [text for c in own for text in c.shown(text_of, lambda node: _name(node, shapes))]
    text = component_of(component).message.format(", ".join(operands) or kind_of(component.value))
    return (ox.Literal(text, language="en"),)


def _name(node: Node, shapes: Mapping[Node, Shape]) -> str:
    """Return the IRI of a shape; of one without a name what it says: ``[sh:datatype …]``.

    Of a shape inside it only the properties are told, and nothing of what is further in.
    """
    if isinstance(node, ox.NamedNode):
        return str(node)
    if node not in shapes:
        return "[…]"
    shape = shapes[node]
    inside = {} if shape.path else shapes
    said = [f"sh:path {shape.path.sparql()}"] if shape.path else []
    for constraint in shape.constraints:
        operands = " ".join(constraint.shown(str, lambda inner: _name(inner, inside)))
        said.append(f"{short_name(constraint.name)} {operands}".rstrip())
    return f"[{'; '.join(said)}]"
