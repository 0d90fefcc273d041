"""Shape-based (SHACL 4.7): sh:property, and how many values conform to a shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import (
    Constraint,
    SetConstraint,
    Suspect,
    Violation,
    no_value,
)
from foc_graph.shacl.components.cardinality import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


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


@dataclass(frozen=True)
class QualifiedConstraint(SetConstraint):
    """How many value nodes conform to a shape, and to none of its siblings (SHACL 4.7.3)."""

    limit: int
    shape: Node
    siblings: tuple[Node, ...]
    sign: ClassVar[str]
    suspect = Suspect.VALUE

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        """Yield the constraint, of a property shape only, where it has both parameters."""
        parameter, of, _ = cls.parameters
        limit, value = source.number(node, parameter), source.only(node, of)
        if value is not None:
            source.needs_path(node, parameter)
            shape = source.shape(node, of, value)
            yield cls(limit, shape, cls._siblings(source, node, shape))

    @classmethod
    def _siblings(cls, source: ShapesGraph, node: Node, shape: Node) -> tuple[Node, ...]:
        """Return the sibling shapes as SHACL 4.7.3 defines them."""
        _, of, disjoint = cls.parameters
        if not source.flag(node, disjoint):
            return ()
        graph = source.graph
        found: set[Node] = set()
        for parent in graph.subjects():
            children = graph.objects(parent, sh("property"))
            if node in children:
                values = [value for child in children for value in graph.objects(child, of)]
                found.update(source.shape(node, of, value) for value in values)
        return tuple(sorted(found - {shape}, key=str))

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.limit,)

    @property
    def referred(self) -> tuple[Node, ...]:
        return (self.shape, *self.siblings)

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        assert path is not None  # noqa: S101  # checked when the shape was read
        values = scope.below(path)
        counts = run.conforms(self.shape, "value", values)
        for sibling in self.siblings:
            counts += f" && !({run.conforms(sibling, 'value', values)})"
        inner = (
            scope.values(path, "this", "value")
            if path.nullable
            else f"?this {path.sparql()} ?value"
        )
        pattern = f"{scope.pattern('this')} OPTIONAL {{ {inner} FILTER({counts}) }}"
        for row in run.session.select(grouped(pattern, self.sign, self.limit)):
            yield Violation(row["this"])

    def words(self, shorten: Callable[[str], str]) -> str | None:
        named = isinstance(self.shape, ox.NamedNode)
        kind = f"as {shorten(self.shape.value)}" if named else "of a kind"
        return self.phrase and f"{self.phrase.format(self.limit)} {kind}"


@final
class QualifiedMinCountConstraint(QualifiedConstraint):
    """sh:qualifiedMinCount (SHACL 4.7.3)."""

    parameters = (
        sh("qualifiedMinCount"), sh("qualifiedValueShape"), sh("qualifiedValueShapesDisjoint"),
    )  # fmt: skip
    title = "Value missing"
    help = "Add a value of that kind."
    message = "has fewer values of the wanted shape than the least, {}"
    phrase = "at least {}"
    sign = "<"


@final
class QualifiedMaxCountConstraint(QualifiedConstraint):
    """sh:qualifiedMaxCount (SHACL 4.7.3)."""

    parameters = (
        sh("qualifiedMaxCount"), sh("qualifiedValueShape"), sh("qualifiedValueShapesDisjoint"),
    )  # fmt: skip
    title = "Too many values"
    help = "Remove values of that kind."
    message = "has more values of that shape than the most, {}"
    phrase = "at most {}"
    sign = ">"
