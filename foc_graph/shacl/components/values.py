"""Value types and ranges (SHACL 4.1, 4.3): sh:class, sh:datatype, sh:nodeKind, sh:minInclusive…."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self, final

import pyoxigraph as ox

from foc_graph.rdf.datatypes import is_well_typed
from foc_graph.rdf.literals import holds
from foc_graph.rdf.terms import RDF, TYPE, XSD, local_name, sh
from foc_graph.shacl.components.base import TermTest, ValueTest
from foc_graph.shacl.reads import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph

#: Datatypes all of whose literals are well-typed.
FREE = frozenset({XSD + "string", RDF + "langString"})

#: Datatypes for which the store has a cast that fails on what is ill-typed.
_CAST = frozenset(XSD + n for n in ("date", "dateTime", "integer", "decimal", "boolean", "time"))


@final
class ClassConstraint(ValueTest):
    """sh:class (SHACL 4.1.1)."""

    parameters = (sh("class"),)
    title = "Wrong class"
    help = "Give the value that class, or name a thing that has it."
    message = "is not a {}"
    phrase = "a {}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        for iri in source.iris(node, cls.parameters[0]):
            yield cls((iri,))

    def violated(self, run: Evaluator, name: str, _: Scope) -> str:
        classes = run.session.classes(_iri(self))
        if len(classes) == 1:
            return f"NOT EXISTS {{ ?{name} a {classes[0]} }}"
        of = f"?{name}_t"
        return f"NOT EXISTS {{ ?{name} a {of} FILTER({of} IN ({', '.join(classes)})) }}"

    def reads(self, ways: Ways) -> tuple[Read, ...]:
        """Return the types; that of a subclass has an effect on everything anyhow."""
        return (Read(TYPE, ways.values),)


@final
class DatatypeConstraint(TermTest):
    """sh:datatype (SHACL 4.1.2): ill-typed literals violate it."""

    parameters = (sh("datatype"),)
    title = "Wrong datatype"
    help = "Write the value with the datatype that is asked for."
    message = "is not a literal of type {}"
    phrase = "{}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        yield cls((source.only_iri(node, cls.parameters[0]),))

    def violated(self, run: Evaluator, name: str, _: Scope) -> str:
        """Compare the datatype; where the store cannot tell what is ill-typed, Python does."""
        datatype, value = _iri(self), f"?{name}"
        right = f"COALESCE(DATATYPE({value}) = {datatype}, false)"
        if datatype.value in FREE:
            return f"!({right})"
        if datatype.value in _CAST:
            right += f" && COALESCE(sameTerm({datatype}({value}), {value}), false)"
        else:
            right = "false"
        exact = run.session.test(lambda term: _matches(term, datatype))
        return f"IF({right}, false, !{exact}({value}))"


def _matches(term: Term, datatype: ox.NamedNode) -> bool:
    return isinstance(term, ox.Literal) and term.datatype == datatype and is_well_typed(term)


class AllowedKind(NamedTuple):
    """A value of sh:nodeKind: the functions of SPARQL that tell it, and its words."""

    functions: tuple[str, ...]
    words: str


_KINDS = {
    "IRI": AllowedKind(("isIRI",), "an IRI"),
    "BlankNode": AllowedKind(("isBLANK",), "a blank node"),
    "Literal": AllowedKind(("isLITERAL",), "a literal"),
    "BlankNodeOrIRI": AllowedKind(("isBLANK", "isIRI"), "a node"),
    "BlankNodeOrLiteral": AllowedKind(("isBLANK", "isLITERAL"), "a blank node or literal"),
    "IRIOrLiteral": AllowedKind(("isIRI", "isLITERAL"), "an IRI or literal"),
}


@final
class NodeKindConstraint(TermTest):
    """sh:nodeKind (SHACL 4.1.3)."""

    parameters = (sh("nodeKind"),)
    title = "Wrong kind of value"
    help = "Write an IRI, a literal or a blank node, as asked."
    message = "is not of kind {}"
    phrase = "{}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        kind = source.only_iri(node, cls.parameters[0])
        if local_name(kind.value) not in _KINDS:
            source.fail(node, "sh:nodeKind is none of the six", f"use {', '.join(_KINDS)}")
        yield cls((kind,))

    @property
    def _kind(self) -> AllowedKind:
        return _KINDS[local_name(_iri(self).value)]

    def violated(self, _: Evaluator, name: str, __: Scope) -> str:
        return f"!({' || '.join(f'{function}(?{name})' for function in self._kind.functions)})"

    def words(self, _: Callable[[str], str]) -> str:
        return self._kind.words


def _iri(test: ValueTest) -> ox.NamedNode:
    (iri,) = test.terms
    assert isinstance(iri, ox.NamedNode)  # noqa: S101  # checked when the shape was read
    return iri


@dataclass(frozen=True)
class BoundConstraint(TermTest):
    """A limit that a value is compared with: ``limit sign value``, or the other way round."""

    help = "Correct the value."
    sign: ClassVar[str]
    is_upper: ClassVar[bool]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        value = source.only(node, cls.parameters[0])
        if not isinstance(value, ox.Literal):
            source.refuse(node, cls.parameters[0], value, "give it a literal")
        yield cls((value,))

    def violated(self, run: Evaluator, name: str, _: Scope) -> str:
        """Compare; what the store does not pass is compared in Python."""
        limit, sign, value = self.terms[0], self.sign, f"?{name}"
        if self.is_upper:
            fast = comparison(value, sign, str(limit))
            exact = run.session.test(lambda term: holds(term, sign, limit))
        else:
            fast = comparison(str(limit), sign, value)
            exact = run.session.test(lambda term: holds(limit, sign, term))
        return f"IF({fast}, false, !{exact}({value}))"


def comparison(left: str, sign: str, right: str) -> str:
    """Return an expression that is true only where SPARQL 1.1 says so of this comparison.

    The store goes beyond the operators of SPARQL 1.1 in two points: it orders strings with a
    language, and an ill-typed literal is ``<=`` itself. The first is excluded here, the second,
    any term with itself, is left to the exact test.
    """
    compared = f"{left} < {right}"
    if sign == "<=":
        compared = f"({left} <= {right} && !sameTerm({left}, {right}))"
    return f'COALESCE(LANG({left}) = "" && LANG({right}) = "" && {compared}, false)'


@final
class MinExclusiveConstraint(BoundConstraint):
    """sh:minExclusive (SHACL 4.3.1)."""

    parameters = (sh("minExclusive"),)
    title = "Value too small"
    message = "is not greater than {}"
    phrase = "more than {}"
    sign = "<"
    is_upper = False


@final
class MinInclusiveConstraint(BoundConstraint):
    """sh:minInclusive (SHACL 4.3.2)."""

    parameters = (sh("minInclusive"),)
    title = "Value too small"
    message = "is not {} or greater"
    phrase = "from {}"
    sign = "<="
    is_upper = False


@final
class MaxExclusiveConstraint(BoundConstraint):
    """sh:maxExclusive (SHACL 4.3.3)."""

    parameters = (sh("maxExclusive"),)
    title = "Value too great"
    message = "is not less than {}"
    phrase = "less than {}"
    sign = "<"
    is_upper = True


@final
class MaxInclusiveConstraint(BoundConstraint):
    """sh:maxInclusive (SHACL 4.3.4)."""

    parameters = (sh("maxInclusive"),)
    title = "Value too great"
    message = "is not {} or less"
    phrase = "up to {}"
    sign = "<="
    is_upper = True
