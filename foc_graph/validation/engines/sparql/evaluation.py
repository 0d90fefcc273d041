"""Validation of a set of nodes against a shape: one query a constraint, over all of them.

Results come in pairs with the node of the scope in whose validation they came up. That is the
focus node of the result, but for sh:property inside a property shape: there it is the node above.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from foc_graph.validation.engines.sparql.conditions import violated
from foc_graph.validation.engines.sparql.conformance import Conformance
from foc_graph.validation.engines.sparql.counting import (
    closed,
    counted,
    has_value,
    pair,
    qualified,
    unique_lang,
)
from foc_graph.validation.engines.sparql.queries import custom, sparql
from foc_graph.validation.shapes.model import (
    Closed,
    Count,
    Custom,
    HasValue,
    Logic,
    Pair,
    Property,
    Qualified,
    Sparql,
    UniqueLang,
    ValueTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.validation.engines.sparql.scopes import Scope
    from foc_graph.validation.engines.sparql.session import Session
    from foc_graph.validation.report import Result
    from foc_graph.validation.shapes.model import Shape
    from foc_graph.validation.terms import Node, Term


class Evaluation:
    """Validates sets of nodes; what was asked before is not asked again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.conformance = Conformance(session, self._failing)
        self._known: dict[tuple[Node, Scope], list[tuple[Term, Result]]] = {}

    def evaluate(self, shape: Shape, scope: Scope) -> list[tuple[Term, Result]]:
        """Return the results of validating every node of the scope against a shape."""
        if shape.deactivated:
            return []
        key = (shape.node, scope)
        if key not in self._known:
            self._known[key] = [*self._tests(shape, scope), *self._others(shape, scope)]
        return self._known[key]

    def _failing(self, shape: Shape, scope: Scope) -> set[Term]:
        return {origin for origin, _ in self.evaluate(shape, scope)}

    def _tests(self, shape: Shape, scope: Scope) -> Iterator[tuple[Term, Result]]:
        """All conditions on single values in one query, which says which of them failed."""
        tests = [c for c in shape.constraints if isinstance(c, ValueTest | Logic)]
        if not tests:
            return
        values = scope.below(shape.path) if shape.path else scope
        wrong = [self._violated(test, values) for test in tests]
        flags = " ".join(f"({w} AS ?w{i})" for i, w in enumerate(wrong))
        rows = self.session.select(
            f"SELECT DISTINCT ?this ?value {flags} WHERE {{"
            f" {scope.values(shape.path, 'this', 'value')} FILTER({' || '.join(wrong)}) }}"
        )
        for row in rows:
            for position, test in enumerate(tests):
                if row[f"w{position}"].value == "true":
                    yield (
                        row["this"],
                        self.session.result(shape, test.component, row["this"], value=row["value"]),
                    )

    def _violated(self, test: ValueTest | Logic, values: Scope) -> str:
        if isinstance(test, ValueTest):
            return violated(self.session, test, "value")
        return self.conformance.violated(test, "value", values)

    def _others(self, shape: Shape, scope: Scope) -> Iterator[tuple[Term, Result]]:
        for constraint in shape.constraints:
            evaluate = _EVALUATORS.get(type(constraint))
            if evaluate:
                yield from evaluate(self, shape, scope, constraint)
            elif isinstance(constraint, Property):
                yield from self._below(shape, scope, self.session.shapes[constraint.shape])

    def _below(self, shape: Shape, scope: Scope, child: Shape) -> Iterator[tuple[Term, Result]]:
        """Return the results of a property shape, once for each way to it (SHACL 4.7.2)."""
        if shape.path is None:
            yield from self.evaluate(child, scope)
            return
        found = defaultdict(list)
        for value, result in self.evaluate(child, scope.below(shape.path)):
            found[value].append(result)
        if not found:
            return
        pairs = self.session.select(
            f"SELECT DISTINCT ?this ?value WHERE {{ {scope.values(shape.path, 'this', 'value')} }}"
        )
        for row in pairs:
            for result in found.get(row["value"], ()):
                yield row["this"], result


_EVALUATORS: dict[type, Callable[..., Iterator[tuple[Term, Result]]]] = {
    Count: counted,
    UniqueLang: unique_lang,
    HasValue: has_value,
    Pair: pair,
    Closed: closed,
    Qualified: qualified,
    Sparql: sparql,
    Custom: custom,
}
