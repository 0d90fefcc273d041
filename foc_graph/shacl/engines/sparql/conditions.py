"""A condition on one value node -> a SPARQL expression that is true where it is violated.

Each expression follows the definition in SHACL 4 and never raises an error: what cannot be
evaluated is a violation there. Where SPARQL, or the store, cannot tell (ill-typed literals,
literals that the store alters, booleans and large integers in comparisons), the expression asks a
test in Python; a value that the fast part passes never gets there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.datatypes import is_well_typed
from foc_graph.rdf.literals import holds
from foc_graph.rdf.terms import RDF, XSD, local_name
from foc_graph.shacl.shapes.vocabulary import NODE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.engines.sparql.session import EngineSession
    from foc_graph.shacl.shapes.model import ValueTest

#: Kind -> the sign between limit and value, as SHACL 4.3 writes it, turned to < and <=.
_RANGES = {
    "MinExclusive": ("<", False),
    "MinInclusive": ("<=", False),
    "MaxExclusive": ("<", True),
    "MaxInclusive": ("<=", True),
}

#: Datatypes all of whose literals are well-typed.
_FREE = frozenset({XSD + "string", RDF + "langString"})

#: Datatypes for which the store has a cast that fails on what is ill-typed.
_CAST = frozenset(XSD + n for n in ("date", "dateTime", "integer", "decimal", "boolean", "time"))


def violated(session: EngineSession, test: ValueTest, name: str) -> str:
    """Return an expression that is true where the variable ``name`` violates the test."""
    return _CONDITIONS[test.kind](session, test, f"?{name}")


def _class(session: EngineSession, test: ValueTest, value: str) -> str:
    classes = session.classes(_iri(test))
    if len(classes) == 1:
        return f"NOT EXISTS {{ {value} a {classes[0]} }}"
    of = f"{value}_t"
    return f"NOT EXISTS {{ {value} a {of} FILTER({of} IN ({', '.join(classes)})) }}"


def _datatype(session: EngineSession, test: ValueTest, value: str) -> str:
    datatype = _iri(test)
    right = f"COALESCE(DATATYPE({value}) = {datatype}, false)"
    if datatype.value in _FREE:
        return f"!({right})"
    if datatype.value in _CAST:
        right += f" && COALESCE(sameTerm({datatype}({value}), {value}), false)"
    else:
        right = "false"
    return f"IF({right}, false, !{session.test(lambda term: _matches(term, datatype))}({value}))"


def _matches(term: Term, datatype: ox.NamedNode) -> bool:
    return isinstance(term, ox.Literal) and term.datatype == datatype and is_well_typed(term)


def _node_kind(_: EngineSession, test: ValueTest, value: str) -> str:
    allowed = NODE_KINDS[local_name(_iri(test).value)]
    return f"!({' || '.join(f'{function}({value})' for function in allowed)})"


def _range(session: EngineSession, test: ValueTest, value: str) -> str:
    limit = test.operand[0]
    sign, turned = _RANGES[test.kind]
    fast = comparison(*((value, sign, str(limit)) if turned else (str(limit), sign, value)))
    exact = session.test(
        lambda term: holds(*((term, sign, limit) if turned else (limit, sign, term)))
    )
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


def _length(_: EngineSession, test: ValueTest, value: str) -> str:
    sign = "<" if test.kind == "MinLength" else ">"
    length = text_of_operand(test)
    return f"IF(isBLANK({value}), true, STRLEN(STR({value})) {sign} {length})"


def text_of_operand(test: ValueTest) -> str:
    """Return the characters of the one operand."""
    return test.operand[0].value


def _pattern(_: EngineSession, test: ValueTest, value: str) -> str:
    arguments = f"STR({value}), {test.operand[0]}, {ox.Literal(test.flags)}"
    return f"IF(isBLANK({value}), true, !REGEX({arguments}))"


def _language_in(_: EngineSession, test: ValueTest, value: str) -> str:
    ranges = [str(m) for m in test.operand if isinstance(m, ox.Literal)]
    matches = " || ".join(f"LANGMATCHES(LANG({value}), {r})" for r in ranges) or "false"
    return f"!COALESCE({matches}, false)"


def _in(session: EngineSession, test: ValueTest, value: str) -> str:
    return f"!({member(session, test.operand, value)})"


def member(session: EngineSession, terms: tuple[Term, ...], value: str) -> str:
    """Return an expression that is true where a value is one of these terms, as terms."""
    if all(_equal_is_same(term) for term in terms):
        return f"COALESCE({value} IN ({', '.join(map(str, terms))}), false)"
    return " || ".join(f"sameTerm({value}, {session.constant(term)})" for term in terms)


def _equal_is_same(term: Term) -> bool:
    """Whether ``=`` is true of no other term: IRIs and strings, where ``IN`` is the faster."""
    return not isinstance(term, ox.BlankNode) and (
        isinstance(term, ox.NamedNode) or term.datatype.value in _FREE
    )


def _iri(test: ValueTest) -> ox.NamedNode:
    (iri,) = test.operand
    assert isinstance(iri, ox.NamedNode)  # noqa: S101  # checked when the shape was read
    return iri


_CONDITIONS: dict[str, Callable[[EngineSession, ValueTest, str], str]] = {
    "Class": _class,
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    **dict.fromkeys(_RANGES, _range),
    "MinLength": _length,
    "MaxLength": _length,
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    "In": _in,
}
