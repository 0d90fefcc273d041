"""SPARQL-based constraints (SHACL 5) and constraint components (SHACL 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.literals import decode, encode
from foc_graph.rdf.terms import TRUE, text_of
from foc_graph.shacl.engines.sparql.prebinding import PreboundQuery, RefusedQueryError, prepare
from foc_graph.shacl.engines.time_limit import Allowance, OverTimeError
from foc_graph.sparql.mistakes import explain_in_shape
from foc_graph.sparql.paths import predicate_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.dataset.data_graph import ExactStore
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.engines.sparql.evaluation import Evaluation
    from foc_graph.shacl.engines.sparql.scope import Scope
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes.model import Custom, Shape, Sparql

    Found = Iterator[tuple[Term, Result]]
    Row = dict[str, Term]

#: The name that $shapesGraph stands for.
SHAPES_GRAPH = ox.NamedNode("urn:foc-graph:shapes")

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def sparql(run: Evaluation, shape: Shape, scope: Scope, constraint: Sparql) -> Found:
    """sh:sparql: a result for each solution."""
    query = _Query(run, shape, constraint, constraint.select, ("this",))
    for row in query.solutions(scope):
        yield _result(run, shape, constraint, row, {})


def custom(run: Evaluation, shape: Shape, scope: Scope, constraint: Custom) -> Found:
    """A constraint of a SPARQL-based component: SELECT finds, ASK confirms."""
    given = dict(constraint.parameters)
    if not constraint.is_ask:
        query = _Query(run, shape, constraint, constraint.query, ("this", *constraint.names))
        for row in query.solutions(scope, given):
            yield _result(run, shape, constraint, row, given)
        return
    names = ("this", "value", *constraint.names)
    query = _Query(run, shape, constraint, constraint.query, names)
    for row in query.denied(scope, given):
        yield _result(run, shape, constraint, row, given)


class _Query:
    """A query of a shapes graph, ready to run over the focus nodes of its shape."""

    def __init__(
        self, run: Evaluation, shape: Shape, constraint: Sparql | Custom,
        text: str, names: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.session = run.session
        self.shape = shape
        self.constraint = constraint
        self.text = text
        self.allowance = Allowance(run.session.timeout)
        path = shape.path.sparql() if shape.path else None
        try:
            self.prepared: PreboundQuery = prepare(text, path, names, run.session.undisguise)
        except RefusedQueryError as error:
            raise self._failure(error.what, error.fix) from error

    def solutions(self, scope: Scope, given: Mapping[str, Term] | None = None) -> Iterator[Row]:
        """Return every solution for every focus node, as name -> term."""
        constants = self._constants(given or {})
        if self.prepared.at_once:
            yield from self._run(self.prepared.bind_all(scope.distinct("this"), constants))
            return
        for row in self._select(f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} }}"):
            one = {**constants, "this": self._constant("this", row["this"])}
            for found in self._run(self.prepared.bind_one(one)):
                yield {**found, "this": row["this"]}

    def denied(self, scope: Scope, given: Mapping[str, Term]) -> Iterator[Row]:
        """Return the value nodes for which an ASK query is false (SHACL 6.3)."""
        values = f"{{ {scope.values(self.shape.path, 'this', 'value')} }}"
        body = self.prepared.bind_all(values, self._constants(given))
        start = self.prepared.query.group.start - 1
        selected = f"SELECT DISTINCT ?this ?value WHERE {body[start:]}"
        confirmed = {(row["this"], row["value"]) for row in self._run(selected)}
        for row in self._select(f"SELECT DISTINCT ?this ?value WHERE {values}"):
            if (row["this"], row["value"]) not in confirmed:
                yield row

    def _constants(self, given: Mapping[str, Term]) -> dict[str, str]:
        """Return name -> pattern for parameters, $currentShape and $shapesGraph, where used."""
        every = {**given, "currentShape": self.shape.node, "shapesGraph": SHAPES_GRAPH}
        used = self.prepared.query.variables()
        return {name: self._constant(name, term) for name, term in every.items() if name in used}

    def _constant(self, name: str, term: Term) -> str:
        if isinstance(term, ox.BlankNode):
            return f"BIND({self.session.constant(term)} AS ?{name})"
        return f"VALUES ?{name} {{ {encode(term)} }}"

    def _graph(self) -> ExactStore:
        if self.prepared.query.variables().isdisjoint({"shapesGraph", "currentShape"}):
            return self.session.data.exact
        return self.session.data.with_graph(SHAPES_GRAPH, self.session.shapes.quads)

    def _run(self, query: str) -> Iterator[Row]:
        yield from self._select(self.constraint.prologue + query)

    def _select(self, query: str) -> Iterator[Row]:
        try:
            yield from self.allowance.run(lambda: self._rows(query))
        except OverTimeError as error:
            what = f"the query of sh:sparql takes longer than {self.allowance.seconds:g} seconds"
            fix = "join its patterns on $this, or allow more with --timeout"
            raise self._failure(what, fix) from error
        except (SyntaxError, ValueError, RuntimeError) as error:
            what, fix = explain_in_shape(self.constraint.prologue, self.text, error)
            raise self._failure(what, fix) from error

    def _rows(self, query: str) -> list[Row]:
        rows = self._graph().select(query, self.session.functions_in(query))
        names = [variable.value for variable in rows.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in rows]

    def _failure(self, what: str, fix: str) -> CouldNotRun:
        node = self.shape.node
        name = f"<{node.value}>" if isinstance(node, ox.NamedNode) else f"for {self.shape.path}"
        places = self.session.shapes
        own = getattr(self.constraint, "node", None)
        place = (places.place(own) if own is not None else None) or places.place(node)
        return CouldNotRun(f"shape {name}: {what}", place=place, fix=fix)


def _result(
    run: Evaluation, shape: Shape, constraint: Sparql | Custom, row: Row, given: dict[str, Term]
) -> tuple[Term, Result]:
    """Map the bindings of a solution (SHACL 5.3.2)."""
    focus = row["this"]
    path, value = row.get("path"), row.get("value", None if shape.path else focus)
    if row.get("failure") == TRUE:
        what = f"the query of shape {text_of(shape.node)} reports a failure for {focus}"
        raise CouldNotRun(what, fix="see the query")
    result = run.session.result(
        shape,
        constraint.component,
        focus,
        value=value,
        path=predicate_path(path) if isinstance(path, ox.NamedNode) else None,
        messages=_messages(constraint, shape, {**given, **row}),
        source_constraint=getattr(constraint, "node", None),
    )
    return focus, result


def _messages(
    constraint: Sparql | Custom, shape: Shape, row: Mapping[str, Term]
) -> tuple[ox.Literal, ...]:
    own = row.get("message")
    if isinstance(own, ox.Literal):
        return (own,)
    templates = constraint.messages or shape.messages
    return tuple(_filled(template, row) for template in templates)


def _filled(template: ox.Literal, row: Mapping[str, Term]) -> ox.Literal:
    def fill(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else text_of(decode(term))

    text = _PLACEHOLDER.sub(fill, template.value)
    return ox.Literal(text, language=template.language) if template.language else ox.Literal(text)
