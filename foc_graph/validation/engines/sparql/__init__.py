"""The fast engine: shapes compiled to SPARQL, one query a constraint over all focus nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.validation.engines.base import Outcome
from foc_graph.validation.engines.sparql.evaluation import Evaluation
from foc_graph.validation.engines.sparql.session import Session

if TYPE_CHECKING:
    from foc_graph.validation.data import Data
    from foc_graph.validation.report import Result
    from foc_graph.validation.shapes.model import Shape, Shapes
    from foc_graph.validation.terms import Node


class SparqlEngine:
    """Compiles what it can compile exactly, and leaves the rest to pySHACL."""

    name = "sparql"

    def run(self, data: Data, shapes: Shapes) -> Outcome:
        """Validate; see `foc_graph.validation.engines.base.Engine`."""
        session = Session(data, shapes)
        evaluation = Evaluation(session)
        results: list[Result] = []
        fallback: list[Node] = []
        for shape in shapes.roots:
            if not is_compiled(shapes, shape):
                fallback.append(shape.node)
                continue
            found = evaluation.evaluate(shape, session.scope(shape.targets))
            results += [result for _, result in found]
        if fallback:
            results += _by_reference(data, shapes, fallback)
        return Outcome(tuple(results), tuple(fallback))


def is_compiled(shapes: Shapes, root: Shape) -> bool:
    """Whether everything that a shape says, and refers to, is SHACL Core or SHACL-SPARQL."""
    return not any(shape.is_advanced for shape in shapes.reachable(root))


def _by_reference(data: Data, shapes: Shapes, nodes: list[Node]) -> tuple[Result, ...]:
    from foc_graph.validation.engines.reference import ENGINE

    return ENGINE.run(data, shapes, only=frozenset(nodes)).results


ENGINE = SparqlEngine()
