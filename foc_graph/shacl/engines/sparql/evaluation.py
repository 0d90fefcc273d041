"""Validation of a set of nodes against a shape: one query a constraint, over all of them.

Results come in pairs with the node of the scope in whose validation they came up. That is the
focus node of the result, but for sh:property inside a property shape: there it is the node above.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.shacl.engines.sparql.conditions import violated
from foc_graph.shacl.engines.sparql.conformance import Conformance
from foc_graph.shacl.engines.sparql.queries import custom, sparql
from foc_graph.shacl.engines.sparql.value_sets import (
    closed,
    counted,
    has_value,
    pair,
    qualified,
    unique_lang,
)
from foc_graph.shacl.shapes.model import (
    Closed,
    CountConstraint,
    Custom,
    HasValue,
    Logic,
    Pair,
    PropertyConstraint,
    Qualified,
    Sparql,
    UniqueLang,
    ValueTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.engines.sparql.scope import Scope
    from foc_graph.shacl.engines.sparql.session import EngineSession
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes.model import Constraint, Shape

    Found = list[tuple[Term, Result]]
    Evaluator = Callable[..., Iterator[tuple[Term, Result]]]


class ShapePart(NamedTuple):
    """A part of an evaluation. How long a query of the shapes takes is not known, unlike others."""

    work: Callable[[], Found]
    is_query: bool = False


class Evaluation:
    """Validates sets of nodes; what was asked before is not asked again."""

    def __init__(self, session: EngineSession) -> None:
        self.session = session
        self.conformance = Conformance(session, self._failing)
        self._known: dict[tuple[Node, Scope], Found] = {}

    def evaluate(self, shape: Shape, scope: Scope) -> Found:
        """Return the results of validating every node of the scope against a shape."""
        if shape.deactivated:
            return []
        key = (shape.node, scope)
        if key not in self._known:
            parts = self.parts(shape, scope)
            self._known[key] = [found for part in parts for found in part.work()]
        return self._known[key]

    def parts(self, shape: Shape, scope: Scope) -> Iterator[ShapePart]:
        """Yield what `evaluate` does in parts, which can be done at the same time."""
        yield ShapePart(lambda: list(self._tests(shape, scope)))
        for constraint in shape.constraints:
            if evaluate := _EVALUATORS.get(type(constraint)):
                is_query = isinstance(constraint, Sparql | Custom)
                yield ShapePart(
                    partial(_listed, evaluate, self, shape, scope, constraint), is_query
                )
            elif isinstance(constraint, PropertyConstraint):
                yield from self._parts_below(shape, scope, self.session.shapes[constraint.shape])

    def _parts_below(self, shape: Shape, scope: Scope, child: Shape) -> Iterator[ShapePart]:
        if shape.path is not None:
            yield ShapePart(lambda: self._below(shape, scope, child))
        elif not child.deactivated:
            yield from self.parts(child, scope)

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
        found = self._with_values(shape, scope, f"FILTER({' || '.join(wrong)})")
        for row in self.session.select(f"SELECT DISTINCT ?this ?value {flags} WHERE {{ {found} }}"):
            for position, test in enumerate(tests):
                if row[f"w{position}"].value == "true":
                    yield (
                        row["this"],
                        self.session.result(shape, test.component, row["this"], value=row["value"]),
                    )

    def _with_values(self, shape: Shape, scope: Scope, wrong: str) -> str:
        """Return a pattern for the focus nodes and those of their values that a filter lets pass.

        The filter looks at values alone. Where that is cheaper, each value of the property is
        tried once, whoever has it, and only then it is asked whose it is.
        """
        path = shape.path
        if path is None or not self.session.statistics.starts_from(path, scope):
            return f"{scope.values(path, 'this', 'value')} {wrong}"
        step = path.sparql()
        values = f"{{ SELECT DISTINCT ?value WHERE {{ ?any {step} ?value }} }}"
        return f"{{ {values} {wrong} }} ?this {step} ?value . FILTER({scope.holds('this')})"

    def _violated(self, test: ValueTest | Logic, values: Scope) -> str:
        if isinstance(test, ValueTest):
            return violated(self.session, test, "value")
        return self.conformance.violated(test, "value", values)

    def _below(self, shape: Shape, scope: Scope, child: Shape) -> Found:
        """Return the results of a property shape, once for each way to it (SHACL 4.7.2)."""
        assert shape.path is not None  # noqa: S101  # see _parts_below
        found = defaultdict(list)
        for value, result in self.evaluate(child, scope.below(shape.path)):
            found[value].append(result)
        if not found:
            return []
        pairs = self.session.select(
            f"SELECT DISTINCT ?this ?value WHERE {{ {scope.values(shape.path, 'this', 'value')} }}"
        )
        return [(row["this"], result) for row in pairs for result in found.get(row["value"], ())]


def _listed(
    evaluate: Evaluator, run: Evaluation, shape: Shape, scope: Scope, constraint: Constraint
) -> Found:
    return list(evaluate(run, shape, scope, constraint))


_EVALUATORS: dict[type, Evaluator] = {
    CountConstraint: counted,
    UniqueLang: unique_lang,
    HasValue: has_value,
    Pair: pair,
    Closed: closed,
    Qualified: qualified,
    Sparql: sparql,
    Custom: custom,
}
