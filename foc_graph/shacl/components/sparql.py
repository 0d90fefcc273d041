"""SPARQL-based constraints (SHACL 5): sh:sparql."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import OWL, sh
from foc_graph.shacl.components.queries import QueryConstraint, QueryRun
from foc_graph.shacl.reads import query_reads
from foc_graph.sparql.path_patterns import patterns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Evaluator, Violation
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path

_IMPORTS = ox.NamedNode(OWL + "imports")


@final
@dataclass(frozen=True)
class SparqlConstraint(QueryConstraint):
    """sh:sparql: a SELECT query whose solutions are results. ``node`` is that of the constraint."""

    parameters = (sh("sparql"),)
    title = "Rule broken"
    help = "See the message, and the query of the shape."
    message = "does not conform to {}"
    phrase = "a query finds none"

    node: Node

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        """Yield the constraints that are not deactivated."""
        for value in source.graph.objects(node, cls.parameters[0]):
            constraint = source.shape(node, cls.parameters[0], value)
            if not source.flag(constraint, sh("deactivated")):
                select = source.text(node, sh("select"), source.only(constraint, sh("select")))
                own = source.literals(constraint, sh("message"))
                messages = own or source.literals(node, sh("message"))
                yield cls(node, prologue(source, constraint), select, messages, constraint)

    @classmethod
    def component_iri(cls) -> ox.NamedNode:
        return sh("SPARQLConstraintComponent")

    @classmethod
    def definition(cls) -> str:
        """Return the section, which is not named after the component."""
        return "https://www.w3.org/TR/shacl/#sparql-constraints"

    @property
    def source(self) -> Node:
        return self.node

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        for row in QueryRun(run, self, path, ("this",), {}).solutions(scope):
            yield self.violation(row, path)

    def reads(self, ways: Ways) -> Iterator[Read]:
        patterns = patterns_of(self.prologue, self.query, ways.path)
        return query_reads(patterns, {"?this": ways.focus})


def prologue(source: ShapesGraph, node: Node) -> str:
    """Return the PREFIX lines: sh:prefixes/owl:imports*/sh:declare (SHACL 5.2.1).

    Raises:
        CouldNotRun: a prefix stands for two namespaces.

    """
    todo: list[Term] = list(source.graph.objects(node, sh("prefixes")))
    seen: set[Term] = set()
    found: dict[str, str] = {}
    while todo:
        holder = todo.pop()
        if holder in seen:
            continue
        seen.add(holder)
        todo.extend(source.graph.objects(holder, _IMPORTS))
        for declaration in source.graph.objects(holder, sh("declare")):
            _declare(source, node, declaration, found)
    return "".join(f"PREFIX {p}: <{namespace}>\n" for p, namespace in sorted(found.items()))


def _declare(source: ShapesGraph, node: Node, declaration: Term, found: dict[str, str]) -> None:
    prefix = source.graph.value(declaration, sh("prefix"))
    namespace = source.graph.value(declaration, sh("namespace"))
    if not isinstance(prefix, ox.Literal) or not isinstance(namespace, ox.Literal):
        source.fail(node, "sh:declare lacks sh:prefix or sh:namespace", "give both, as literals")
    if found.setdefault(prefix.value, namespace.value) != namespace.value:
        source.fail(node, f"prefix {prefix.value}: is declared twice", "keep one of the namespaces")
