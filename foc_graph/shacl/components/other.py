"""Other constraints (SHACL 4.8): sh:closed, sh:hasValue, sh:in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, final

import pyoxigraph as ox

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect, TermTest, Violation
from foc_graph.shacl.components.values import FREE
from foc_graph.shacl.reads import Read
from foc_graph.sparql.paths import predicate_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path

_NO_PREDICATE = "<urn:foc-graph:nothing>"


@final
@dataclass(frozen=True)
class ClosedConstraint(SetConstraint):
    """sh:closed true, with everything that is allowed (SHACL 4.8.1)."""

    parameters = (sh("closed"), sh("ignoredProperties"))
    title = "Property not allowed"
    help = "Remove it, or correct its spelling."
    message = "is not a property that is allowed here"
    phrase = "no other properties"
    suspect = Suspect.PATH
    operands = ()
    referred = ()

    allowed: tuple[ox.NamedNode, ...]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        """Yield the constraint, with the paths of the property shapes beside it."""
        closed, ignoring = cls.parameters
        if source.flag(node, closed):
            own = source.graph.objects(node, sh("property"))
            paths = [p for shape in own for p in source.graph.objects(shape, sh("path"))]
            heads = source.graph.objects(node, ignoring)
            ignored = [m for head in heads for m in source.members(node, ignoring, head)]
            allowed = {p for p in (*paths, *ignored) if isinstance(p, ox.NamedNode)}
            yield cls(tuple(sorted(allowed, key=str)))

    @property
    def choices(self) -> tuple[ox.NamedNode, ...]:
        return self.allowed

    def reads(self, ways: Ways) -> tuple[Read, ...]:
        return (Read(None, ways.values),)

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        # Nothing is in an empty list (SPARQL 1.1, 17.4.1.9), but the store finds no row then.
        allowed = ", ".join(map(str, self.allowed or (_NO_PREDICATE,)))
        query = (
            f"SELECT DISTINCT ?this ?value ?path ?object WHERE {{"
            f" {{ {scope.values(path, 'this', 'value')} }} ?value ?path ?object ."
            f" FILTER(?path NOT IN ({allowed})) }}"
        )
        for row in run.session.select(query):
            yield Violation(row["this"], row["object"], predicate_path(row["path"]))


@final
@dataclass(frozen=True)
class HasValueConstraint(SetConstraint):
    """sh:hasValue (SHACL 4.8.2)."""

    parameters = (sh("hasValue"),)
    title = "Required value missing"
    help = "Add the value that is asked for."
    message = "does not have the value {}"
    phrase = "has the value {}"
    suspect = Suspect.VALUE
    referred = ()
    is_simple = True

    term: Term

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for value in source.graph.objects(node, cls.parameters[0]):
            yield cls(value)

    @property
    def operands(self) -> tuple[Term, ...]:
        return (self.term,)

    @property
    def choices(self) -> tuple[Term, ...]:
        return (self.term,)

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Yield the focus nodes without the value; the path may lead to the node itself."""
        there = self.conforms(run, "this", path, scope)
        if path is not None and path.nullable:
            there = f"{there} || {self.conforms(run, 'this', None, scope)}"
        query = f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} FILTER(!({there})) }}"
        for row in run.session.select(query):
            yield Violation(row["this"])

    def conforms(self, run: Evaluator, name: str, path: Path | None, _: Scope) -> str:
        if path is None:
            return f"({_member(run, (self.term,), name)})"
        value = run.new_name()
        step = f"?{name} {path.sparql()} ?{value}"
        return f"EXISTS {{ {step} FILTER({_member(run, (self.term,), value)}) }}"


@final
class InConstraint(TermTest):
    """sh:in (SHACL 4.8.3)."""

    parameters = (sh("in"),)
    title = "Value not in the list"
    help = "Use one of the listed values; mind the spelling."
    message = "is not one of these: {}"
    phrase = "one of {}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        yield cls(source.only_members(node, cls.parameters[0]))

    @property
    def choices(self) -> tuple[Term, ...]:
        return self.terms

    def violated(self, run: Evaluator, name: str, _: Scope) -> str:
        return f"!({_member(run, self.terms, name)})"


def _member(run: Evaluator, terms: tuple[Term, ...], name: str) -> str:
    """Return an expression: whether ``name`` is one of these terms, as terms."""
    if all(_equal_is_same(term) for term in terms):
        return f"COALESCE(?{name} IN ({', '.join(map(str, terms))}), false)"
    return " || ".join(f"sameTerm(?{name}, {run.session.constant(term)})" for term in terms)


def _equal_is_same(term: Term) -> bool:
    """Whether ``=`` is true of no other term: IRIs and strings, where ``IN`` is the faster."""
    return not isinstance(term, ox.BlankNode) and (
        isinstance(term, ox.NamedNode) or term.datatype.value in FREE
    )
