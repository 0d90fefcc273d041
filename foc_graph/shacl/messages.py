"""What a result says where the shape has no sh:message: the same words from every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import local_name, sh, text_of
from foc_graph.shacl.shapes.model import (
    CountConstraint,
    Custom,
    HasValue,
    Logic,
    Pair,
    PropertyConstraint,
    Qualified,
    Sparql,
    ValueTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.shapes.model import Constraint, Shape

#: Kind of constraint -> message. ``{}`` is its parameter.
_TEXTS = {
    "Class": "is not a {}",
    "Datatype": "is not a literal of type {}",
    "NodeKind": "is not of kind {}",
    "MinExclusive": "is not greater than {}",
    "MinInclusive": "is not {} or greater",
    "MaxExclusive": "is not less than {}",
    "MaxInclusive": "is not {} or less",
    "MinLength": "has fewer than {} characters",
    "MaxLength": "has more than {} characters",
    "Pattern": "does not match {}",
    "LanguageIn": "is not in one of these languages: {}",
    "In": "is not one of these: {}",
    "MinCount": "has fewer values than the least, {}",
    "MaxCount": "has more values than the most, {}",
    "QualifiedMinCount": "has fewer values of the wanted shape than the least, {}",
    "QualifiedMaxCount": "has more values of that shape than the most, {}",
    "Equals": "does not have the same values as {}",
    "Disjoint": "is a value of {} too",
    "LessThan": "is not less than every value of {}",
    "LessThanOrEquals": "is not less than or equal to every value of {}",
    "And": "does not conform to all of: {}",
    "Or": "conforms to none of: {}",
    "Xone": "does not conform to exactly one of: {}",
    "Not": "conforms to {}, which it must not",
    "Node": "does not conform to {}",
    "HasValue": "does not have the value {}",
    "UniqueLang": "has more than one value in one language",
    "Closed": "is not a property that is allowed here",
}


def default_messages(
    shape: Shape, component: ox.NamedNode, shapes: Mapping[Node, Shape]
) -> tuple[ox.Literal, ...]:
    """Return what to say of a result of this shape, one of these, and constraint component."""
    own = [c for c in shape.constraints if getattr(c, "component", None) == component]
    messages = [m for c in own if isinstance(c, Sparql | Custom) for m in c.messages]
    if messages:
        return tuple(messages)
    kind = local_name(component.value).removesuffix("ConstraintComponent")
    text = _TEXTS.get(kind, f"does not conform to {kind}")
    parameters = ", ".join(p for c in own for p in _parameters(c, shapes))
    return (ox.Literal(text.format(parameters), language="en"),)


def _parameters(
    constraint: Constraint, shapes: Mapping[Node, Shape], show: Callable[[Term], str] = text_of
) -> list[str]:
    match constraint:
        case ValueTest(operand=terms):
            return [show(term) for term in terms]
        case Logic(members=members):
            return [_name(member, shapes) for member in members]
        case PropertyConstraint(shape=node):
            return [_name(node, shapes)]
        case CountConstraint(limit=one) | Qualified(limit=one):
            return [str(one)]
        case Pair(predicate=term) | HasValue(term=term):
            return [show(term)]
        case _:
            return []


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
        kind = getattr(constraint, "kind", type(constraint).__name__)
        parameters = " ".join(_parameters(constraint, inside, str))
        said.append(f"sh:{kind[0].lower()}{kind[1:]} {parameters}".rstrip())
    return f"[{'; '.join(said)}]"


def is_sparql(component: ox.NamedNode) -> bool:
    """Whether results of this component carry the messages of a query."""
    return component == sh("SPARQLConstraintComponent") or not component.value.startswith(
        sh("").value
    )
