"""Every constraint component, a line each: this is the only place to enter one.

And what a result says where the shape has no sh:message: the same words from every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import text_of
from foc_graph.shacl.components import (
    cardinality,
    logic,
    other,
    pairs,
    sparql,
    strings,
    values,
)
from foc_graph.shacl.components.base import Constraint, kind_of
from foc_graph.shacl.components.queries import QueryConstraint
from foc_graph.shacl.shapes.source import short_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes import Shape


def table(*components: type[Constraint]) -> tuple[type[Constraint], ...]:
    """Return components that lack nothing; mypy refuses abstract classes as arguments.

    Raises:
        TypeError: a component is half-written; it is told what is missing.

    """
    for component in components:
        methods: frozenset[str] = component.__abstractmethods__
        facts = {name for name in Constraint.__annotations__ if not hasattr(component, name)}
        if missing := sorted(methods | facts):
            raise TypeError(f"{component.__name__} lacks {', '.join(missing)}")
    return components


#: In the order in which the constraints of a shape are read and named.
COMPONENTS = table(
    values.ClassConstraint,
    values.DatatypeConstraint,
    values.NodeKindConstraint,
    values.MinExclusiveConstraint,
    values.MinInclusiveConstraint,
    values.MaxExclusiveConstraint,
    values.MaxInclusiveConstraint,
    strings.MinLengthConstraint,
    strings.MaxLengthConstraint,
    strings.PatternConstraint,
    strings.LanguageInConstraint,
    other.InConstraint,
    cardinality.MinCountConstraint,
    cardinality.MaxCountConstraint,
    strings.UniqueLangConstraint,
    other.HasValueConstraint,
    pairs.EqualsConstraint,
    pairs.DisjointConstraint,
    pairs.LessThanConstraint,
    pairs.LessThanOrEqualsConstraint,
    other.ClosedConstraint,
    logic.AndConstraint,
    logic.OrConstraint,
    logic.XoneConstraint,
    logic.NotConstraint,
    logic.NodeConstraint,
    logic.PropertyConstraint,
    cardinality.QualifiedMinCountConstraint,
    cardinality.QualifiedMaxCountConstraint,
    sparql.ExpressionConstraint,
    sparql.JsConstraint,
    sparql.SparqlConstraint,
    sparql.CustomConstraint,
)

_BY_IRI = {one.component_iri(): one for one in COMPONENTS if one.parameters}


def component_of(iri: ox.NamedNode) -> type[Constraint]:
    """Return the class of a component; one that is not known was declared by a shapes graph."""
    return _BY_IRI.get(iri, sparql.CustomConstraint)


def carries_message(iri: ox.NamedNode) -> bool:
    """Whether results of a component carry messages of their own: those of a query."""
    return issubclass(component_of(iri), sparql.SparqlConstraint | sparql.CustomConstraint)


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
