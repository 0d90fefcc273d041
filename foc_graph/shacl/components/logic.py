"""Logic (SHACL 4.6): sh:and, sh:or, sh:xone, sh:not; sh:node and sh:property (SHACL 4.7)."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import Constraint, Suspect, ValueConstraint, no_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


@dataclass(frozen=True)
class LogicConstraint(ValueConstraint):
    """Whether a value conforms to other shapes."""

    members: tuple[Node, ...]
    suspect = Suspect.VALUE

    @property
    def operands(self) -> tuple[Node, ...]:
        return self.members

    @property
    def referred(self) -> tuple[Node, ...]:
        return self.members

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()

    def violated(self, run: Evaluator, name: str, values: Scope) -> str:
        return self.combined([run.conforms(member, name, values) for member in self.members])

    @abstractmethod
    def combined(self, conforms: list[str]) -> str:
        """Return an expression that is true of a violation, given one for each shape."""

    def words(self, shorten: Callable[[str], str]) -> str | None:
        """Return the names of the shapes in words; those without one are told together."""
        named = [shorten(m.value) for m in self.members if isinstance(m, ox.NamedNode)]
        rest = ["conditions without a name"] if len(named) < len(self.members) else []
        return self.phrase and self.phrase.format(", ".join([*named, *rest]))


class ListConstraint(LogicConstraint):
    """A parameter with a list of shapes."""

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        parameter = cls.parameters[0]
        for head in source.graph.objects(node, parameter):
            members = source.members(node, parameter, head)
            yield cls(tuple(source.shape(node, parameter, member) for member in members))


class SingleConstraint(LogicConstraint):
    """A parameter with one shape."""

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for value in source.graph.objects(node, cls.parameters[0]):
            yield cls((source.shape(node, cls.parameters[0], value),))


@final
class AndConstraint(ListConstraint):
    """sh:and (SHACL 4.6.2)."""

    parameters = (sh("and"),)
    title = "Not all conditions are met"
    help = "Meet every one of the listed shapes."
    message = "does not conform to all of: {}"
    phrase = "all of: {}"

    def combined(self, conforms: list[str]) -> str:
        return f"!({' && '.join(conforms) or 'true'})"


@final
class OrConstraint(ListConstraint):
    """sh:or (SHACL 4.6.3)."""

    parameters = (sh("or"),)
    title = "No condition is met"
    help = "Meet at least one of the listed shapes."
    message = "conforms to none of: {}"
    phrase = "any of: {}"

    def combined(self, conforms: list[str]) -> str:
        return f"!({' || '.join(conforms) or 'false'})"


@final
class XoneConstraint(ListConstraint):
    """sh:xone (SHACL 4.6.4)."""

    parameters = (sh("xone"),)
    title = "Not exactly one condition is met"
    help = "Meet exactly one of the listed shapes."
    message = "does not conform to exactly one of: {}"
    phrase = "exactly one of: {}"

    def combined(self, conforms: list[str]) -> str:
        return f"({' + '.join(f'IF({c}, 1, 0)' for c in conforms) or '0'}) != 1"


@final
class NotConstraint(SingleConstraint):
    """sh:not (SHACL 4.6.1)."""

    parameters = (sh("not"),)
    title = "Forbidden"
    help = "Change the record so that it does not conform to that shape."
    message = "conforms to {}, which it must not"
    phrase = "not: {}"

    def combined(self, conforms: list[str]) -> str:
        return conforms[0]


@final
class NodeConstraint(SingleConstraint):
    """sh:node (SHACL 4.7.1)."""

    parameters = (sh("node"),)
    title = "Does not conform to a shape"
    help = "Mend the thing that the value names."
    message = "does not conform to {}"
    phrase = "as {}"

    def combined(self, conforms: list[str]) -> str:
        return f"!({conforms[0]})"


@final
@dataclass(frozen=True)
class PropertyConstraint(Constraint):
    """sh:property (SHACL 4.7.2): its results are those of the property shape."""

    parameters = (sh("property"),)
    title = "{}"
    help = "See the message of the shape."
    message = "does not conform to {}"
    #: The reference page has a row for it.
    phrase = None
    suspect = Suspect.VALUE
    is_simple = True

    shape: Node

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for value in source.graph.objects(node, cls.parameters[0]):
            if not source.graph.objects(value, sh("path")):
                which = f"the value {value}" if isinstance(value, ox.NamedNode) else "a value"
                what = f"{which} of sh:property has no sh:path"
                fix = "write [ sh:path … ] with the property it is about, or use sh:node"
                source.fail(node, what, fix)
            yield cls(source.shape(node, cls.parameters[0], value))

    @property
    def operands(self) -> tuple[Node, ...]:
        return (self.shape,)

    @property
    def referred(self) -> tuple[Node, ...]:
        return (self.shape,)

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()

    def conforms(self, run: Evaluator, name: str, path: Path | None, scope: Scope) -> str:
        return no_value(run, name, path, scope, self._violated)

    def _violated(self, run: Evaluator, name: str, values: Scope) -> str:
        return f"!({run.conforms(self.shape, name, values)})"
