"""The fast engine: shapes compiled to SPARQL, one query a constraint over all focus nodes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from foc_graph.shacl.engines.base import EngineOutcome
from foc_graph.shacl.engines.sparql.evaluation import Evaluation
from foc_graph.shacl.engines.time_limit import TIMEOUT
from foc_graph.shacl.session import EngineSession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.engines.sparql.evaluation import ShapePart
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes.model import Shape, Shapes

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
        """Validate; see `foc_graph.shacl.engines.base.Engine`."""
        evaluation = Evaluation(EngineSession(data, timeout), shapes)
        roots = [s for s in shapes.roots if _has_to_be_looked_at(s, among)]
        compiled = [shape for shape in roots if is_compiled(shapes, shape)]
        results = list(_evaluate(evaluation, compiled, among or {}))
        fallback = [shape.node for shape in roots if not is_compiled(shapes, shape)]
        if fallback:
            results += _by_reference(data, shapes, fallback, timeout)
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


def _by_reference(
    data: DataGraph, shapes: Shapes, nodes: list[Node], timeout: float
) -> tuple[Result, ...]:
    from foc_graph.shacl.engines.pyshacl import ENGINE

    return ENGINE.run(data, shapes, only=frozenset(nodes), timeout=timeout).results


ENGINE = SparqlEngine()
