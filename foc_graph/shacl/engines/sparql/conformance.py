"""Whether a node conforms to a shape, as a SPARQL expression (SHACL 3.5).

Simple shapes become one expression. For any other shape all the nodes in question are validated
first, in sets, and the expression asks whether a node is among those with results.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from foc_graph.rdf.literals import decode
from foc_graph.shacl.engines.sparql.conditions import member, violated
from foc_graph.shacl.shapes.model import (
    CountConstraint,
    HasValue,
    Logic,
    PropertyConstraint,
    Shape,
    ValueTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.engines.sparql.scope import Scope
    from foc_graph.shacl.engines.sparql.session import EngineSession
    from foc_graph.shacl.shapes.model import Constraint


class Conformance:
    """Turns shapes into expressions. ``failing`` validates a set of nodes against a shape."""

    def __init__(
        self, session: EngineSession, failing: Callable[[Shape, Scope], set[Term]]
    ) -> None:
        self._session = session
        self._failing = failing
        # Several threads ask for names: a count never gives one twice.
        self._numbers = count(1)

    def violated(self, logic: Logic, name: str, scope: Scope) -> str:
        """Return an expression that is true where ``name``, a node of the scope, violates it."""
        conforms = [self.conforms(self._session.shapes[m], name, scope) for m in logic.members]
        if logic.kind == "Not":
            return conforms[0]
        if logic.kind == "Or":
            return f"!({' || '.join(conforms) or 'false'})"
        if logic.kind == "Xone":
            return f"({' + '.join(f'IF({c}, 1, 0)' for c in conforms) or '0'}) != 1"
        return f"!({' && '.join(conforms) or 'true'})"

    def conforms(self, shape: Shape, name: str, scope: Scope) -> str:
        """Return an expression that is true where ``name``, a node of the scope, conforms."""
        if shape.deactivated:
            return "true"
        simple = (
            self._property(shape, name, scope) if shape.path else self._node(shape, name, scope)
        )
        return simple or self._looked_up(shape, name, scope)

    def _looked_up(self, shape: Shape, name: str, scope: Scope) -> str:
        failing = {decode(node) for node in self._failing(shape, scope)}
        return f"!{self._session.test(failing.__contains__)}(?{name})" if failing else "true"

    def _node(self, shape: Shape, name: str, scope: Scope) -> str | None:
        parts = [self._on_node(c, name, scope) for c in shape.constraints]
        found = [part for part in parts if part is not None]
        return None if len(found) < len(parts) else f"({' && '.join(found) or 'true'})"

    def _on_node(self, constraint: Constraint, name: str, scope: Scope) -> str | None:
        match constraint:
            case ValueTest():
                return f"!({violated(self._session, constraint, name)})"
            case Logic():
                return f"!({self.violated(constraint, name, scope)})"
            case HasValue(term=term):
                return f"({member(self._session, (term,), f'?{name}')})"
            case PropertyConstraint(shape=node):
                return self._inner(node, name, scope)
            case _:
                return None

    def _inner(self, node: Node, name: str, scope: Scope) -> str:
        return self.conforms(self._session.shapes[node], name, scope)

    def _property(self, shape: Shape, name: str, scope: Scope) -> str | None:
        """Return None where a constraint, or a path to the node itself, asks for more."""
        path = shape.path
        if path is None or path.nullable or not all(map(_is_simple, shape.constraints)):
            return None
        parts = [self._on_values(c, shape, name, scope) for c in shape.constraints]
        return f"({' && '.join(parts) or 'true'})"

    def _on_values(self, constraint: Constraint, shape: Shape, name: str, scope: Scope) -> str:
        assert shape.path is not None  # noqa: S101  # _property looked
        value = self._name()
        step = f"?{name} {shape.path.sparql()} ?{value}"
        match constraint:
            case CountConstraint(kind=kind, limit=limit):
                return _counted(kind, limit, step, f"{step} . {self._again(shape, name, value)}")
            case HasValue(term=term):
                return f"EXISTS {{ {step} FILTER({member(self._session, (term,), f'?{value}')}) }}"
            case ValueTest():
                wrong = violated(self._session, constraint, value)
            case Logic():
                wrong = self.violated(constraint, value, scope.below(shape.path))
            case PropertyConstraint(shape=node):
                wrong = f"!({self._inner(node, value, scope.below(shape.path))})"
            case _:
                raise AssertionError(constraint)
        return f"NOT EXISTS {{ {step} FILTER({wrong}) }}"

    def _again(self, shape: Shape, name: str, value: str) -> str:
        """Return a pattern for a second value that is another term than the first."""
        assert shape.path is not None  # noqa: S101  # _property looked
        other = self._name()
        return f"?{name} {shape.path.sparql()} ?{other} FILTER(!sameTerm(?{value}, ?{other}))"

    def _name(self) -> str:
        return f"x{next(self._numbers)}"


def _is_simple(constraint: Constraint) -> bool:
    """Whether a constraint of a property shape is one expression without counting beyond one."""
    if isinstance(constraint, CountConstraint):
        return constraint.limit <= 1
    return isinstance(constraint, ValueTest | Logic | HasValue | PropertyConstraint)


def _counted(kind: str, limit: int, one: str, two: str) -> str:
    if kind == "MinCount":
        return f"EXISTS {{ {one} }}" if limit == 1 else "true"
    if limit < 0:
        return "false"
    return f"NOT EXISTS {{ {one if limit == 0 else two} }}"
