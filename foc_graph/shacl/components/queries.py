"""Constraints that hold a SPARQL query of the shapes graph, run over all focus nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.literals import decode, encode
from foc_graph.rdf.terms import TRUE, text_of
from foc_graph.shacl.components.base import SetConstraint, Suspect, Violation
from foc_graph.shacl.components.prebinding import PreboundQuery, RefusedQueryError, prepare
from foc_graph.shacl.engines.time_limit import Allowance, OverTimeError
from foc_graph.sparql.mistakes import explain_in_shape
from foc_graph.sparql.paths import predicate_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.scope import Scope
    from foc_graph.sparql.paths import Path

    Row = dict[str, Term]

#: The name that $shapesGraph stands for.
_SHAPES_GRAPH = ox.NamedNode("urn:foc-graph:shapes")

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True)
class QueryConstraint(SetConstraint):
    """A query of a shapes graph, with its prefixes; ``shape`` is what $currentShape stands for.

    ``messages`` are those of the constraint, else of the shape.
    """

    shape: Node
    prologue: str
    query: str
    messages: tuple[ox.Literal, ...]
    suspect = Suspect.VALUE
    operands = ()
    referred = ()

    @property
    def source(self) -> Node | None:
        """The node of the shapes graph that results and errors name beside the shape."""
        return None

    def violation(
        self, row: Row, path: Path | None, given: Mapping[str, Term] | None = None
    ) -> Violation:
        """Map the bindings of a solution (SHACL 5.3.2).

        Raises:
            CouldNotRun: the query says that it failed.

        """
        focus, own = row["this"], row.get("path")
        if row.get("failure") == TRUE:
            what = f"the query of shape {text_of(self.shape)} reports a failure for {focus}"
            raise CouldNotRun(what, fix="see the query")
        return Violation(
            focus,
            row.get("value", None if path else focus),
            predicate_path(own) if isinstance(own, ox.NamedNode) else None,
            self._filled_messages({**(given or {}), **row}),
            self.source,
        )

    def _filled_messages(self, row: Mapping[str, Term]) -> tuple[ox.Literal, ...]:
        own = row.get("message")
        if isinstance(own, ox.Literal):
            return (own,)
        return tuple(_filled(template, row) for template in self.messages)


def _filled(template: ox.Literal, row: Mapping[str, Term]) -> ox.Literal:
    def fill(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else text_of(decode(term))

    text = _PLACEHOLDER.sub(fill, template.value)
    return ox.Literal(text, language=template.language) if template.language else ox.Literal(text)


class QueryRun:
    """A query of a constraint, ready to run over the focus nodes of its shape.

    ``names`` are the variables that come with each focus node, ``given`` those with one value.

    Raises:
        CouldNotRun: the query uses what SHACL forbids; or, when it runs, a mistake, or too long.

    """

    def __init__(
        self, run: Evaluator, constraint: QueryConstraint, path: Path | None,
        names: tuple[str, ...], given: Mapping[str, Term],
    ) -> None:  # fmt: skip
        self._run = run
        self._constraint = constraint
        self._path = path
        self._given = given
        self._allowance = Allowance(run.session.timeout)
        text = path.sparql() if path else None
        try:
            self._prepared: PreboundQuery = prepare(
                constraint.query, text, names, run.session.undisguise
            )
        except RefusedQueryError as error:
            raise self._failure(error.what, error.fix) from error

    def solutions(self, scope: Scope) -> Iterator[Row]:
        """Return every solution for every focus node, as name -> term."""
        constants = self._constants()
        if self._prepared.at_once:
            yield from self._own(self._prepared.bind_all(scope.distinct("this"), constants))
            return
        for row in self._select(f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} }}"):
            one = {**constants, "this": self._constant("this", row["this"])}
            for found in self._own(self._prepared.bind_one(one)):
                yield {**found, "this": row["this"]}

    def denied(self, scope: Scope) -> Iterator[Row]:
        """Return the value nodes for which an ASK query is false (SHACL 6.3)."""
        values = f"{{ {scope.values(self._path, 'this', 'value')} }}"
        body = self._prepared.bind_all(values, self._constants())
        start = self._prepared.query.group.start - 1
        selected = f"SELECT DISTINCT ?this ?value WHERE {body[start:]}"
        confirmed = {(row["this"], row["value"]) for row in self._own(selected)}
        for row in self._select(f"SELECT DISTINCT ?this ?value WHERE {values}"):
            if (row["this"], row["value"]) not in confirmed:
                yield row

    def _constants(self) -> dict[str, str]:
        """Return name -> pattern for parameters, $currentShape and $shapesGraph, where used."""
        shape, used = self._constraint.shape, self._prepared.query.variables()
        every = {**self._given, "currentShape": shape, "shapesGraph": _SHAPES_GRAPH}
        return {name: self._constant(name, term) for name, term in every.items() if name in used}

    def _constant(self, name: str, term: Term) -> str:
        if isinstance(term, ox.BlankNode):
            return f"BIND({self._run.session.constant(term)} AS ?{name})"
        return f"VALUES ?{name} {{ {encode(term)} }}"

    def _own(self, query: str) -> Iterator[Row]:
        yield from self._select(self._constraint.prologue + query)

    def _select(self, query: str) -> Iterator[Row]:
        try:
            yield from self._allowance.run(lambda: self._rows(query))
        except OverTimeError as error:
            what = f"the query of sh:sparql takes longer than {self._allowance.seconds:g} seconds"
            fix = "join its patterns on $this, or allow more with --timeout"
            raise self._failure(what, fix) from error
        except (SyntaxError, ValueError, RuntimeError) as error:
            what, fix = explain_in_shape(self._constraint.prologue, self._constraint.query, error)
            raise self._failure(what, fix) from error

    def _rows(self, query: str) -> list[Row]:
        data = self._run.session.data
        is_plain = self._prepared.query.variables().isdisjoint({"shapesGraph", "currentShape"})
        graph = data.exact if is_plain else data.with_graph(_SHAPES_GRAPH, self._run.quads)
        rows = graph.select(query, self._run.session.functions_in(query))
        names = [variable.value for variable in rows.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in rows]

    def _failure(self, what: str, fix: str) -> CouldNotRun:
        node, source = self._constraint.shape, self._constraint.source
        name = f"<{node.value}>" if isinstance(node, ox.NamedNode) else f"for {self._path}"
        place = (source and self._run.place(source)) or self._run.place(node)
        return CouldNotRun(f"shape {name}: {what}", place=place, fix=fix)
