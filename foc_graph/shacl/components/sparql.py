"""Beyond SHACL Core: sh:sparql (SHACL 5), components that a shapes graph declares (SHACL 6).

And what only pySHACL can do: sh:expression (SHACL Advanced Features) and sh:js (SHACL-JS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import OWL, local_name, sh
from foc_graph.shacl.components.base import SetConstraint, Suspect
from foc_graph.shacl.components.queries import QueryConstraint, QueryRun
from foc_graph.shacl.reads import EVERYTHING, query_reads
from foc_graph.sparql.path_patterns import patterns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Evaluator, Violation
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import DeclaredComponent, ShapesGraph
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


class ComponentValidator(NamedTuple):
    """The node of a query: an ASK that is true of what conforms, else a SELECT of violations."""

    node: Node
    is_ask: bool


def _given(
    source: ShapesGraph, declared: DeclaredComponent, node: Node
) -> list[tuple[tuple[str, Term], ...]]:
    """Return the parameters as name -> value, once for each constraint of a shape."""
    values = [source.graph.objects(node, parameter) for parameter in declared.required]
    if not all(values):
        return []
    optional = {p: source.graph.value(node, p) for p in declared.optional}
    # With one parameter each value is a constraint of its own (SHACL 2.1).
    choices = [(v,) for v in values[0]] if len(values) == 1 else [tuple(v[0] for v in values)]
    every = (optional | dict(zip(declared.required, choice, strict=True)) for choice in choices)
    return [
        tuple((local_name(p.value), value) for p, value in one.items() if value is not None)
        for one in every
    ]


def _validator(
    source: ShapesGraph, declared: DeclaredComponent, node: Node
) -> ComponentValidator | None:
    """Return the validator for a shape; None where there is none, or one in JavaScript."""
    special = "propertyValidator" if source.has_path(node) else "nodeValidator"
    for name in (special, "validator"):
        found = source.graph.value(declared.iri, sh(name))
        if found is not None and not isinstance(found, ox.Literal):
            is_script = source.graph.value(found, sh("jsFunctionName"))
            return None if is_script else ComponentValidator(found, name == "validator")
    return None


def _messages(source: ShapesGraph, *nodes: Node) -> tuple[ox.Literal, ...]:
    """Return the messages of the first of these nodes that has any."""
    found = (source.literals(node, sh("message")) for node in nodes)
    return next(filter(None, found), ())


@final
@dataclass(frozen=True)
class CustomConstraint(QueryConstraint):
    """A constraint of a component that the shapes graph declares."""

    #: Each such component has its own.
    parameters = ()
    title = "{}"
    help = "See the message of the shape."
    message = "does not conform to {}"
    phrase = "a query finds none"

    declared: DeclaredComponent
    is_ask: bool
    given: tuple[tuple[str, Term], ...]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        """Yield the constraints whose parameters a shape has, if there is a validator for it."""
        for declared in source.declared_components:
            validator = _validator(source, declared, node)
            if validator is None:
                continue
            kind = sh("ask" if validator.is_ask else "select")
            for given in _given(source, declared, node):
                yield cls(
                    shape=node,
                    prologue=prologue(source, validator.node),
                    query=source.text(declared.iri, kind, source.only(validator.node, kind)),
                    messages=_messages(source, validator.node, declared.iri, node),
                    declared=declared,
                    is_ask=validator.is_ask,
                    given=given,
                )

    @property
    def component(self) -> ox.NamedNode:
        return self.declared.iri

    @property
    def name(self) -> ox.NamedNode:
        return self.declared.required[0]

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Yield a violation for each solution, or for each value that an ASK denies."""
        given = dict(self.given)
        parameters = (*self.declared.required, *self.declared.optional)
        names = tuple(local_name(parameter.value) for parameter in parameters)
        if self.is_ask:
            rows = QueryRun(run, self, path, ("this", "value", *names), given).denied(scope)
        else:
            rows = QueryRun(run, self, path, ("this", *names), given).solutions(scope)
        for row in rows:
            yield self.violation(row, path, given)

    def reads(self, ways: Ways) -> Iterator[Read]:
        starts = {"?this": ways.focus, "?value": ways.values}
        return query_reads(patterns_of(self.prologue, self.query, ways.path), starts)


@dataclass(frozen=True)
class AdvancedConstraint(SetConstraint):
    """A constraint that the SPARQL engine leaves to pySHACL, with the whole shape."""

    title = "{}"
    help = "See the message of the shape."
    message = "does not conform to {}"
    phrase = "a condition that pySHACL checks"
    suspect = Suspect.VALUE
    operands = ()
    referred = ()

    @classmethod
    def read(cls, _: ShapesGraph, __: Node) -> Iterator[Self]:
        """Yield one constraint, whatever is said of it."""
        yield cls()

    @classmethod
    def definition(cls) -> str:
        """Return the component itself: SHACL 1.0 does not have it."""
        return cls.component_iri().value

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return (EVERYTHING,)

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Refuse; see `Shape.is_advanced`."""
        raise NotImplementedError(type(self), run, path, scope)


@final
class ExpressionConstraint(AdvancedConstraint):
    """sh:expression (SHACL Advanced Features 5)."""

    parameters = (sh("expression"),)


@final
class JsConstraint(AdvancedConstraint):
    """sh:js (SHACL JavaScript Extensions 2)."""

    parameters = (sh("js"),)

    @classmethod
    def component_iri(cls) -> ox.NamedNode:
        return sh("JSConstraintComponent")
