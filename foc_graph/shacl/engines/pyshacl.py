"""pySHACL, the reference: slower by two orders of magnitude, and known to everybody."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.rdf.rdflib_terms import fill, quads_of
from foc_graph.rdf.terms import CLASS, OWL, TYPE, Node, sh, text_of
from foc_graph.rdf.triples import TripleIndex
from foc_graph.shacl.components.sparql import AdvancedConstraint, CustomConstraint, SparqlConstraint
from foc_graph.shacl.components.table import carries_message, default_messages
from foc_graph.shacl.engines import EngineOutcome
from foc_graph.shacl.engines.time_limit import TIMEOUT, OverTimeError, bounded
from foc_graph.shacl.report import Result
from foc_graph.shacl.shapes.source import short_name
from foc_graph.sparql.paths import read_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result as Answer

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.shapes import Shapes

_TARGETS = frozenset(
    sh(n) for n in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "target")
)
_CLASSES = frozenset({CLASS, ox.NamedNode(OWL + "Class")})


class QueryMemo(rdflib.Graph):
    """A graph that parses each query once. pySHACL asks the same one for every focus node."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        super().__init__()
        self._timeout = timeout
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: Any, *args: Any, **options: Any) -> Answer:  # noqa: ANN401
        """Run a query, prepared when its text was first seen."""
        text = str(query_object)
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                namespaces = options.get("initNs") or dict(self.namespaces())
                self._prepared[query_object] = prepareQuery(query_object, initNs=namespaces)
            query_object = self._prepared[query_object]
        ask = super().query

        def run() -> Answer:
            answer = ask(query_object, *args, **options)
            if answer.type == "SELECT":
                _ = answer.bindings  # rdflib evaluates when it is asked for the rows
            return answer

        try:
            return bounded(run, self._timeout)
        except OverTimeError as error:
            raise SlowQueryError(text) from error


class SlowQueryError(BaseException):
    """A query takes too long. No Exception: pySHACL would take it for one of its own."""

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.query = query


def _too_slow(shapes: Shapes, query: str, timeout: float) -> CouldNotRun:
    """Return an error that names the shape of a query."""
    own = (
        shape
        for shape in shapes.by_node.values()
        for constraint in shape.constraints
        if isinstance(constraint, SparqlConstraint) and constraint.query.strip() in query
    )
    shape = next(own, None)
    name = f"shape {text_of(shape.node)}: " if shape else ""
    return CouldNotRun(
        f"{name}the query of sh:sparql takes longer than {timeout:g} seconds",
        place=shapes.place(shape.node) if shape else None,
        fix="join its patterns on $this, or allow more with --timeout",
    )


class ReferenceEngine:
    """pySHACL on an rdflib graph in memory."""

    name = "pyshacl"

    def run(
        self,
        data: DataGraph,
        shapes: Shapes,
        *,
        among: Mapping[Node, frozenset[Term]] | None = None,
        timeout: float = TIMEOUT,
        only: frozenset[Node] | None = None,
    ) -> EngineOutcome:
        """Validate; with ``only``, against the targets of these shapes alone.

        Raises:
            CouldNotRun: pySHACL gave up, or does not have a component of a shape.
            UsageProblem: ``among`` is given; pySHACL loses results when it is told focus nodes.

        """
        if among is not None:
            raise UsageProblem(
                "looks at everything or nothing",
                place="engine pyshacl",
                fix="use --engine sparql with --since",
            )
        _refuse_unknown(shapes, only)
        quads = shapes.quads if only is None else list(_with_targets_of(only, shapes.quads))
        with _silence():
            graph = fill(QueryMemo(timeout), data.quads)
            _bind_prefixes(graph, shapes)
            rules = fill(rdflib.Graph(), quads)
            try:
                report = _validate(graph, rules, advanced=shapes.is_advanced)
            except SlowQueryError as error:
                raise _too_slow(shapes, error.query, timeout) from error
        return EngineOutcome(tuple(_results(shapes, report)))


def _bind_prefixes(graph: rdflib.Graph, shapes: Shapes) -> None:
    """Bind every declared prefix: pySHACL does not follow owl:imports to them (SHACL 5.2.1)."""
    for holder in shapes.graph.subjects():
        for declaration in shapes.graph.objects(holder, sh("declare")):
            prefix = shapes.graph.value(declaration, sh("prefix"))
            namespace = shapes.graph.value(declaration, sh("namespace"))
            if prefix is not None and namespace is not None:
                graph.bind(prefix.value, namespace.value)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep rdflib and pySHACL from writing to stderr what the report says better."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            logger.disabled = before


def _refuse_unknown(shapes: Shapes, only: frozenset[Node] | None) -> None:
    """Refuse components that pySHACL does not have: it would pass over them in silence."""
    from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS

    known = {str(parameter) for parameter in ALL_CONSTRAINT_PARAMETERS}
    roots = shapes.by_node.values() if only is None else [shapes[node] for node in only]
    for shape in (shape for root in roots for shape in shapes.reachable(root)):
        for one in shape.constraints:
            is_own = isinstance(one, AdvancedConstraint | CustomConstraint)
            if not is_own and one.name.value not in known:
                what = f"pySHACL does not know {short_name(one.name)}"
                fix = "use --engine sparql, and no targets or constraints of Advanced Features"
                raise CouldNotRun(what, place=shapes.place(shape.node), fix=fix)


def _with_targets_of(only: frozenset[Node], quads: tuple[ox.Quad, ...]) -> Iterator[ox.Quad]:
    """Leave out the targets of all other shapes.

    pySHACL can be told which shapes to use, but then skips the property shapes that these name.
    """
    for quad in quads:
        is_implicit = quad.predicate == TYPE and quad.object in _CLASSES
        if quad.subject in only or not (quad.predicate in _TARGETS or is_implicit):
            yield quad


def _validate(data: rdflib.Graph, shapes: rdflib.Graph, *, advanced: bool) -> rdflib.Graph:
    from pyshacl import validate

    logger = logging.getLogger("foc_graph.pyshacl")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    try:
        _, report, text = validate(
            data, shacl_graph=shapes, advanced=advanced, inplace=True, logger=logger
        )
    except Exception as error:  # pySHACL lets Python errors through on values it does not expect
        what = f"pySHACL stopped: {type(error).__name__}: {error}"
        raise CouldNotRun(what, fix="run with --engine sparql, which names the place") from error
    if not isinstance(report, rdflib.Graph):
        raise CouldNotRun(f"pySHACL reports: {text}".strip(), fix="mend the shape")
    return report


def _results(shapes: Shapes, report: rdflib.Graph) -> Iterator[Result]:
    graph = TripleIndex(quads_of(report))
    # Those of the report itself, and not those in the sh:detail of another.
    top = {node for s in graph.subjects() for node in graph.objects(s, sh("result"))}
    for node in graph.instances(sh("ValidationResult")):
        if graph.value(node, sh("focusNode")) is not None and node in top:
            yield _result(shapes, graph, node)


def _result(shapes: Shapes, graph: TripleIndex, node: Node) -> Result:
    def value(name: str) -> Any:  # noqa: ANN401  # the vocabulary of the report says which
        return graph.value(node, sh(name))

    path, shape = value("resultPath"), value("sourceShape")
    component = value("sourceConstraintComponent")
    given = graph.objects(node, sh("resultMessage"))
    own = shapes.by_node.get(shape)
    messages = tuple(sorted((m for m in given if isinstance(m, ox.Literal)), key=str))
    if own is not None:
        wanted = own.messages or default_messages(own, component, shapes.by_node)
        messages = _in_language_of(wanted, messages) if carries_message(component) else wanted
    return Result(
        severity=value("resultSeverity"),
        focus_node=value("focusNode"),
        component=component,
        source_shape=shape,
        path=None if path is None else read_path(graph, path),
        value=value("value"),
        messages=messages,
        source_constraint=value("sourceConstraint"),
    )


def _in_language_of(
    templates: tuple[ox.Literal, ...], messages: tuple[ox.Literal, ...]
) -> tuple[ox.Literal, ...]:
    """Give messages back the language that pySHACL drops from those of a query."""
    languages = {template.language for template in templates}
    language = languages.pop() if len(languages) == 1 else None
    if not language:
        return messages
    return tuple(ox.Literal(message.value, language=language) for message in messages)


ENGINE = ReferenceEngine()
