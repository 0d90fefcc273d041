"""Property pairs (SHACL 4.5): sh:equals, sh:disjoint, sh:lessThan, sh:lessThanOrEquals."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

from foc_graph.rdf.literals import holds
from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect, Violation
from foc_graph.shacl.components.values import comparison
from foc_graph.shacl.reads import Read

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


@dataclass(frozen=True)
class PairConstraint(SetConstraint):
    """The value nodes beside the values of another property of the focus node."""

    predicate: ox.NamedNode
    suspect = Suspect.VALUE
    referred = ()

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for iri in source.iris(node, cls.parameters[0]):
            yield cls(iri)

    @property
    def operands(self) -> tuple[ox.NamedNode, ...]:
        return (self.predicate,)

    def reads(self, ways: Ways) -> tuple[Read, ...]:
        return (Read(self.predicate, ways.focus),)

    @abstractmethod
    def query(self, run: Evaluator, path: Path | None, scope: Scope) -> str:
        """Return a query for the focus nodes and the values that violate it."""

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        for row in run.session.select(self.query(run, path, scope)):
            yield Violation(row["this"], row["value"])


@final
class EqualsConstraint(PairConstraint):
    """sh:equals (SHACL 4.5.1)."""

    parameters = (sh("equals"),)
    title = "Values differ"
    help = "Give both properties the same values."
    message = "does not have the same values as {}"
    phrase = "the same as {}"

    def query(self, _: Evaluator, path: Path | None, scope: Scope) -> str:
        """Look for values of the one that are none of the other, both ways."""
        values = scope.values(path, "this", "value")
        lacking = f"{{ {values} FILTER(NOT EXISTS {{ ?this {self.predicate} ?value }}) }}"
        others = f"{scope.pattern('this')} ?this {self.predicate} ?value ."
        if path is None:
            there = "sameTerm(?this, ?value)"
        else:
            there = f"EXISTS {{ ?this {path.sparql()} ?value }}"
            if path.nullable:
                there += " || sameTerm(?this, ?value)"
        excess = f"{{ {others} FILTER(!({there})) }}"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {lacking} UNION {excess} }}"


@final
class DisjointConstraint(PairConstraint):
    """sh:disjoint (SHACL 4.5.2)."""

    parameters = (sh("disjoint"),)
    title = "Value used twice"
    help = "Keep the value in only one of the two properties."
    message = "is a value of {} too"
    phrase = "none of {}"

    def query(self, _: Evaluator, path: Path | None, scope: Scope) -> str:
        values = scope.values(path, "this", "value")
        both = f"EXISTS {{ ?this {self.predicate} ?value }}"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {values} FILTER({both}) }}"


@dataclass(frozen=True)
class OrderConstraint(PairConstraint):
    """Each value node before each value of the other property."""

    title = "Wrong order"
    help = "Compare the two values; one of them is wrong."
    sign: ClassVar[str]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for constraint in super().read(source, node):
            source.needs_path(node, cls.parameters[0])
            yield constraint

    def query(self, run: Evaluator, path: Path | None, scope: Scope) -> str:
        """Compare each pair: one value can have several results (W3C suite, lessThan-002)."""
        sign = self.sign
        exact = run.session.test(lambda left, right: holds(left, sign, right))
        wrong = f"IF({comparison('?value', sign, '?other')}, false, !{exact}(?value, ?other))"
        return (
            f"SELECT DISTINCT ?this ?value ?other WHERE {{"
            f" {{ {scope.values(path, 'this', 'value')} }}"
            f" ?this {self.predicate} ?other . FILTER({wrong}) }}"
        )


@final
class LessThanConstraint(OrderConstraint):
    """sh:lessThan (SHACL 4.5.3)."""

    parameters = (sh("lessThan"),)
    message = "is not less than every value of {}"
    phrase = "less than {}"
    sign = "<"


@final
class LessThanOrEqualsConstraint(OrderConstraint):
    """sh:lessThanOrEquals (SHACL 4.5.4)."""

    parameters = (sh("lessThanOrEquals"),)
    message = "is not less than or equal to every value of {}"
    phrase = "at most {}"
    sign = "<="
