"""The fast engine: shapes compiled to SPARQL, one query a constraint over all focus nodes.

Results come in pairs with the node of the scope in whose validation they came up. That is the
focus node of the result, but for sh:property inside a property shape: there it is the node above.

Whether a node conforms to a shape (SHACL 3.5) is a SPARQL expression where that is simple. For any
other shape all the nodes in question are validated first, in sets, and the expression asks whether
a node is among those with results.
"""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.rdf.literals import decode
from foc_graph.shacl.components.base import SetConstraint, ValueConstraint, Violation
from foc_graph.shacl.components.logic import PropertyConstraint
from foc_graph.shacl.components.queries import QueryConstraint
from foc_graph.shacl.components.table import default_messages
from foc_graph.shacl.engines import EngineOutcome
from foc_graph.shacl.engines.time_limit import TIMEOUT
from foc_graph.shacl.report import Result
from foc_graph.shacl.session import EngineSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Constraint
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes import Shape, Shapes

    Found = list[tuple[Term, Result]]


class ShapePart(NamedTuple):
    """A part of an evaluation. How long a query of the shapes takes is not known, unlike others."""

    work: Callable[[], Found]
    is_query: bool = False


class Evaluation:
    """Validates sets of nodes; what was asked before is not asked again."""

    def __init__(self, session: EngineSession, shapes: Shapes) -> None:
        self.session = session
        self.quads = shapes.quads
        self.place = shapes.place
        self._shapes = shapes
        # Several threads ask for names: a count never gives one twice.
        self._numbers = count(1)
        self._known: dict[tuple[Node, Scope], Found] = {}

    def new_name(self) -> str:
        """Return the name of a variable that no query has yet."""
        return f"x{next(self._numbers)}"

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
        values = [c for c in shape.constraints if isinstance(c, ValueConstraint)]
        if values:
            yield ShapePart(partial(self._of_values, shape, scope, values))
        for constraint in shape.constraints:
            match constraint:
                case ValueConstraint():
                    pass  # in the one query of them all
                case SetConstraint():
                    work = partial(self._of_set, shape, scope, constraint)
                    yield ShapePart(work, isinstance(constraint, QueryConstraint))
                case PropertyConstraint(shape=node):
                    yield from self._parts_below(shape, scope, self._shapes[node])
                case _:
                    raise TypeError(constraint)

    def _parts_below(self, shape: Shape, scope: Scope, child: Shape) -> Iterator[ShapePart]:
        if shape.path is not None:
            yield ShapePart(lambda: self._below(shape, scope, child))
        elif not child.deactivated:
            yield from self.parts(child, scope)

    def _of_values(self, shape: Shape, scope: Scope, constraints: list[ValueConstraint]) -> Found:
        """All conditions on single values in one query, which says which of them failed."""
        values = scope.below(shape.path) if shape.path else scope
        wrong = [constraint.violated(self, "value", values) for constraint in constraints]
        flags = " ".join(f"({w} AS ?w{i})" for i, w in enumerate(wrong))
        found = self._with_values(shape, scope, f"FILTER({' || '.join(wrong)})")
        rows = self.session.select(f"SELECT DISTINCT ?this ?value {flags} WHERE {{ {found} }}")
        return [
            self._result(shape, constraint, Violation(row["this"], row["value"]))
            for row in rows
            for position, constraint in enumerate(constraints)
            if row[f"w{position}"].value == "true"
        ]

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

    def _of_set(self, shape: Shape, scope: Scope, constraint: SetConstraint) -> Found:
        found = constraint.violations(self, shape.path, scope)
        return [self._result(shape, constraint, violation) for violation in found]

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

    def _result(
        self, shape: Shape, constraint: Constraint, found: Violation
    ) -> tuple[Term, Result]:
        """Make a result of a shape (SHACL 3.6.2)."""
        component = constraint.component
        messages = found.messages or shape.messages
        return found.focus, Result(
            severity=shape.severity,
            focus_node=decode(found.focus),
            component=component,
            source_shape=shape.node,
            path=found.path or shape.path,
            value=None if found.value is None else decode(found.value),
            messages=messages or default_messages(shape, component, self._shapes.by_node),
            source_constraint=found.source_constraint,
        )

    def conforms(self, node: Node, name: str, scope: Scope) -> str:
        """Return an expression: whether ``name``, a node of the scope, conforms to a shape."""
        shape = self._shapes[node]
        if shape.deactivated:
            return "true"
        # A path to the node itself holds for a node that is not in the graph, too.
        is_nullable = shape.path is not None and shape.path.nullable
        if is_nullable or not all(constraint.is_simple for constraint in shape.constraints):
            return self._looked_up(shape, name, scope)
        parts = [c.conforms(self, name, shape.path, scope) for c in shape.constraints]
        return f"({' && '.join(parts) or 'true'})"

    def _looked_up(self, shape: Shape, name: str, scope: Scope) -> str:
        failing = {decode(origin) for origin, _ in self.evaluate(shape, scope)}
        return f"!{self.session.test(failing.__contains__)}(?{name})" if failing else "true"


#: More do not help: what Python does in between goes one after the other.
MOST_THREADS = 4


class SparqlEngine:
    """Compiles what it can compile exactly, and leaves the rest to pySHACL."""

    name = "sparql"

    def run(
        self,
        data: DataGraph,
        shapes: Shapes,
        *,
        among: Mapping[Node, frozenset[Term]] | None = None,
        timeout: float = TIMEOUT,
    ) -> EngineOutcome:
        """Validate; see `foc_graph.shacl.engines.Engine`."""
        evaluation = Evaluation(EngineSession(data, timeout), shapes)
        roots = [s for s in shapes.roots if _has_to_be_looked_at(s, among)]
        compiled = [shape for shape in roots if is_compiled(shapes, shape)]
        results = list(_evaluate(evaluation, compiled, among or {}))
        fallback = [shape.node for shape in roots if not is_compiled(shapes, shape)]
        if fallback:
            from foc_graph.shacl.engines.pyshacl import ENGINE as REFERENCE

            only = frozenset(fallback)
            results += REFERENCE.run(data, shapes, only=only, timeout=timeout).results
        return EngineOutcome(tuple(results), tuple(fallback))


def _has_to_be_looked_at(shape: Shape, among: Mapping[Node, frozenset[Term]] | None) -> bool:
    return among is None or shape.node not in among or bool(among[shape.node])


def _evaluate(
    evaluation: Evaluation, roots: Sequence[Shape], among: Mapping[Node, frozenset[Term]]
) -> Iterator[Result]:
    """Yield the results of every shape. The store answers several at a time, one a core."""
    parts: list[ShapePart] = []
    for root in roots:
        scope = evaluation.session.scope_among(root.targets, among.get(root.node))
        parts += evaluation.parts(root, scope)
    if len(roots) == 1:  # fixtures are run thousands of times, each with few shapes
        for part in parts:
            yield from (result for _, result in part.work())
        return
    # What may take longest first: it would be left alone at the end.
    parts.sort(key=lambda part: not part.is_query)
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
        for found in threads.map(lambda part: part.work(), parts):
            yield from (result for _, result in found)


def is_compiled(shapes: Shapes, root: Shape) -> bool:
    """Whether everything that a shape says, and refers to, is SHACL Core or SHACL-SPARQL."""
    return not any(shape.is_advanced for shape in shapes.reachable(root))


ENGINE = SparqlEngine()
