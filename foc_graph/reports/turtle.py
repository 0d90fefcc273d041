"""The validation report that SHACL defines (SHACL 3.6), as Turtle with the same bytes each run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.formats import TURTLE, serialized
from foc_graph.rdf.terms import FALSE, TRUE, TYPE, VIOLATION, sh
from foc_graph.reports.view import Reporter
from foc_graph.shacl.report import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report, Result

#: SHACL has no component for a file that does not parse.
SYNTAX = ox.NamedNode("https://w3id.org/foc-graph/shapes#Syntax")

#: What a file is called: its path in the project has no IRI of its own.
FILE = "urn:foc-graph:file:"


def render(report: Report, view: View) -> str:
    """Return the report graph. ``sh:conforms`` is false with any result (SHACL 3.6.1.1)."""
    quads = list(_Writer().report(report, view))
    prefixes = dict(view.prefixes.namespaces) if view.prefixes else {}
    used = {p: n for p, n in sorted({**prefixes, "sh": sh("").value}.items()) if _used(n, quads)}
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in quads]
    written = serialized(triples, TURTLE, used)
    # The serializer writes prefixes in a random order.
    lines = written.decode().splitlines()
    return "\n".join([*sorted(lines[: len(used)]), *lines[len(used) :]]) + "\n"


REPORTER = Reporter(
    "turtle", render, shows="info", paths="project",
    purpose="RDF tools: the validation report of SHACL 3.6",
)  # fmt: skip


def _used(namespace: str, quads: list[ox.Quad]) -> bool:
    return any(
        isinstance(term, ox.NamedNode) and term.value.startswith(namespace)
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
    )


class _Writer:
    """Names blank nodes in the order in which they come, so that names never change."""

    def __init__(self) -> None:
        self._known: dict[Term, ox.BlankNode] = {}
        self._count = 0

    def report(self, report: Report, view: View) -> Iterator[ox.Quad]:
        node = ox.BlankNode("report")
        holds = report.checked.missing is None and not report.results and not report.problems
        yield ox.Quad(node, TYPE, sh("ValidationReport"))
        yield ox.Quad(node, sh("conforms"), TRUE if holds else FALSE)
        found: list[Problem | Result] = [*report.problems, *report.shown(view.severity)]
        nodes = [ox.BlankNode(f"result{number}") for number in range(1, len(found) + 1)]
        for one in nodes:
            yield ox.Quad(node, sh("result"), one)
        for one, finding in zip(nodes, found, strict=True):
            yield ox.Quad(one, TYPE, sh("ValidationResult"))
            if isinstance(finding, Problem):
                yield from self._problem(one, finding)
            else:
                yield from self._result(one, finding)

    def _problem(self, node: ox.BlankNode, problem: Problem) -> Iterator[ox.Quad]:
        place = ":".join(str(part) for part in (problem.line, problem.column) if part)
        message = f"{place}: {problem.message} - {problem.fix}" if place else problem.message
        yield ox.Quad(node, sh("focusNode"), ox.NamedNode(FILE + problem.file.replace(" ", "%20")))
        yield ox.Quad(node, sh("resultMessage"), ox.Literal(message, language="en"))
        yield ox.Quad(node, sh("resultSeverity"), VIOLATION)
        yield ox.Quad(node, sh("sourceConstraintComponent"), SYNTAX)

    def _result(self, node: ox.BlankNode, result: Result) -> Iterator[ox.Quad]:
        for name, value in (
            ("focusNode", result.focus_node),
            ("value", result.value),
            ("resultSeverity", result.severity),
            ("sourceConstraintComponent", result.component),
            ("sourceShape", result.source_shape),
            ("sourceConstraint", result.source_constraint),
        ):
            if value is not None:
                yield ox.Quad(node, sh(name), self._named(value))
        for message in result.messages:
            yield ox.Quad(node, sh("resultMessage"), message)
        if result.path is not None:
            path, quads = result.path.quads(self._new)
            yield ox.Quad(node, sh("resultPath"), path)
            yield from quads

    def _named(self, term: Term) -> Node | ox.Literal:
        if not isinstance(term, ox.BlankNode):
            return term
        if term not in self._known:
            self._known[term] = self._new()
        return self._known[term]

    def _new(self) -> ox.BlankNode:
        self._count += 1
        return ox.BlankNode(f"node{self._count}")
