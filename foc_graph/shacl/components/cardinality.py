"""How many values (SHACL 4.2, 4.7.3): sh:minCount, sh:maxCount; of a shape, sh:qualified…Count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Constraint, Evaluator
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


@dataclass(frozen=True)
class CountConstraint(SetConstraint):
    """A limit to the number of value nodes. ``sign`` stands between a wrong number and it."""

    limit: int
    sign: ClassVar[str]
    referred = ()
    #: The reference page has a column for it.
    phrase = None

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        limit = source.number(node, cls.parameters[0])
        source.needs_path(node, cls.parameters[0])
        yield cls(limit)

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.limit,)

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()

    @property
    def is_simple(self) -> bool:
        return self.limit <= 1

    def _of(self, run: Evaluator, query: str) -> Iterator[Violation]:
        return (Violation(row["this"]) for row in run.session.select(query))


@final
class MinCountConstraint(CountConstraint):
    """sh:minCount (SHACL 4.2.1)."""

    parameters = (sh("minCount"),)
    title = "Value missing"
    help = "Add the property to this record."
    message = "has fewer values than the least, {}"
    suspect = Suspect.LIKE_PATH
    sign = "<"

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Yield the focus nodes with too few values; the limit that matters needs no grouping."""
        assert path is not None  # noqa: S101  # checked when the shape was read
        if self.limit <= 0:
            return
        step = f"?this {path.sparql()} ?value"
        if path.nullable:
            query = _grouped(scope.values(path, "this", "value"), self.sign, self.limit)
        elif self.limit == 1:
            wrong = f"FILTER(NOT EXISTS {{ {step} }})"
            query = f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} {wrong} }}"
        else:
            optional = f"{scope.pattern('this')} OPTIONAL {{ {step} }}"
            query = _grouped(optional, self.sign, self.limit)
        yield from self._of(run, query)

    def conforms(self, run: Evaluator, name: str, path: Path | None, _: Scope) -> str:
        assert path is not None  # noqa: S101  # checked when the shape was read
        step = f"?{name} {path.sparql()} ?{run.new_name()}"
        return f"EXISTS {{ {step} }}" if self.limit == 1 else "true"


@final
class MaxCountConstraint(CountConstraint):
    """sh:maxCount (SHACL 4.2.2)."""

    parameters = (sh("maxCount"),)
    title = "Too many values"
    help = "Remove values until there are no more than allowed."
    message = "has more values than the most, {}"
    suspect = Suspect.VALUE
    sign = ">"

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        assert path is not None  # noqa: S101  # checked when the shape was read
        if self.limit < 1 or not run.session.statistics.is_functional(path):
            yield from self._of(run, self._query(run, path, scope))

    def _query(self, run: Evaluator, path: Path, scope: Scope) -> str:
        if self.limit >= 1 and run.session.statistics.starts_from(path, scope):
            often = f"SELECT ?this WHERE {{ ?this {path.sparql()} ?value }} GROUP BY ?this"
            having = f"HAVING (COUNT(*) > {self.limit})"
            return f"SELECT ?this WHERE {{ {{ {often} {having} }} FILTER({scope.holds('this')}) }}"
        if self.limit == 1 and not path.nullable:
            step = f"?this {path.sparql()}"
            two = f"{step} ?value . {step} ?other FILTER(!sameTerm(?value, ?other))"
            wrong = f"FILTER(EXISTS {{ {two} }})"
            return f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} {wrong} }}"
        return _grouped(scope.values(path, "this", "value"), self.sign, self.limit)

    def conforms(self, run: Evaluator, name: str, path: Path | None, _: Scope) -> str:
        assert path is not None  # noqa: S101  # checked when the shape was read
        if self.limit < 0:
            return "false"
        value, other = run.new_name(), run.new_name()
        step = f"?{name} {path.sparql()}"
        found = f"{step} ?{value}"
        if self.limit == 1:
            found += f" . {step} ?{other} FILTER(!sameTerm(?{value}, ?{other}))"
        return f"NOT EXISTS {{ {found} }}"


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
        for row in run.session.select(_grouped(pattern, self.sign, self.limit)):
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


def _grouped(pattern: str, sign: str, limit: int) -> str:
    """Return a query for the focus nodes of a pattern whose number of values is wrong."""
    having = f"COUNT(DISTINCT ?value) {sign} {limit}"
    return f"SELECT ?this WHERE {{ {pattern} }} GROUP BY ?this HAVING ({having})"


def cardinality(constraints: Iterable[Constraint]) -> str:
    """Return how many values a property may have: ``1``, ``0..1``, ``1..*``."""
    least, most = 0, None
    for constraint in constraints:
        if isinstance(constraint, MinCountConstraint):
            least = constraint.limit
        elif isinstance(constraint, MaxCountConstraint):
            most = constraint.limit
    if least == most:
        return str(least)
    return f"{least}..{'*' if most is None else most}"
