"""Cardinality (SHACL 4.2): sh:minCount, sh:maxCount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
            query = grouped(scope.values(path, "this", "value"), self.sign, self.limit)
        elif self.limit == 1:
            wrong = f"FILTER(NOT EXISTS {{ {step} }})"
            query = f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} {wrong} }}"
        else:
            optional = f"{scope.pattern('this')} OPTIONAL {{ {step} }}"
            query = grouped(optional, self.sign, self.limit)
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
        return grouped(scope.values(path, "this", "value"), self.sign, self.limit)

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


def grouped(pattern: str, sign: str, limit: int) -> str:
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
