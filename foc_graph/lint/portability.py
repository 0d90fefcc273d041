"""Queries of shapes that engines treat differently (SHACL 5.2.1; docs/lint.md).

SPARQL 1.1 has no ``<`` for dates (17.3). Of these only what is certain is told: a variable counts
where all of its values come from properties whose every shape with a datatype says that it is a
date. What cannot be read is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from foc_graph.lint.subject import LintFinding
from foc_graph.rdf.terms import XSD
from foc_graph.shacl.components.logic import (
    AndConstraint,
    LogicConstraint,
    NodeConstraint,
    NotConstraint,
)
from foc_graph.shacl.components.sparql import SparqlConstraint
from foc_graph.shacl.components.values import DatatypeConstraint
from foc_graph.sparql.parser import parse
from foc_graph.sparql.path_patterns import patterns_of
from foc_graph.sparql.syntax import Bind, Operation, Query, walk
from foc_graph.sparql.tokens import Token, iter_tokens, substitute
from foc_graph.sparql.triples_parser import SparqlSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from foc_graph.lint.subject import Subject
    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.sparql.path_patterns import PathPattern
    from foc_graph.sparql.paths import Path

    #: Property -> the datatypes that its shapes allow.
    Datatypes = dict[ox.NamedNode, frozenset[str]]

#: Keyword -> what to write instead.
_KEYWORDS = {
    "MINUS": "write FILTER NOT EXISTS { … }",
    "VALUES": "write FILTER(?x IN (…))",
    "SERVICE": "leave it out: a shape looks at one graph",
}


def unportable_query(subject: Subject) -> Iterator[LintFinding]:
    """Find keywords that SHACL forbids in a query, a query inside that loses $this, and dates.

    Most engines order dates all the same, so that is information.
    """
    known = datatypes(subject.shapes)
    for shape in subject.shapes.active:
        for constraint in shape.constraints:
            if isinstance(constraint, SparqlConstraint):
                text = substitute(constraint.query, {"PATH": shape.path} if shape.path else {})
                query = _parsed(text)
                for what, fix in _slips(text, query):
                    yield LintFinding(shape.node, f"The query of this shape {what}: {fix}.")
                for name, types in ordered_dates(known, query, constraint, shape.path):
                    message = _of_date(name, [subject.name(iri) for iri in types])
                    yield LintFinding(shape.node, message, is_info=True)


def _parsed(text: str) -> Query | None:
    """Return the tree of a query; validation says what is wrong with one that has none."""
    try:
        return parse(text)
    except SparqlSyntaxError:
        return None


def _of_date(name: str, types: list[str]) -> str:
    as_far = ", as far as both go" if len(types) > 1 else ""
    return (
        f"The query of this shape compares ?{name}, an {' or '.join(types)}, with < or >, which"
        f" SPARQL 1.1 does not define for dates: compare STR(?{name}) with STR(…){as_far}."
    )


def _slips(text: str, query: Query | None) -> Iterator[tuple[str, str]]:
    words = {token.keyword for token in iter_tokens(text)}
    for keyword, fix in _KEYWORDS.items():
        if keyword in words:
            yield f"uses {keyword}, which SHACL forbids", fix
    inner = [node for node in walk(query) if isinstance(node, Query)][1:] if query else []
    if any(one.selected and "this" not in one.projected for one in inner):
        yield "has a SELECT in it that does not return $this", "add $this to it"


#: Dates that ``<`` is not defined for, and whose texts are in the same order as they are.
_DATES = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth"))

_ORDERS = frozenset({"<", ">", "<=", ">="})

#: ``<`` is defined for it, but not beside a date.
_TIMES = frozenset({*_DATES, XSD + "dateTime"})


def datatypes(shapes: Shapes) -> Datatypes:
    """Return what the shapes of each property allow; those without a datatype say nothing."""
    found: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for shape in shapes.active:
        if shape.path is not None and shape.path.iri is not None:
            found[shape.path.iri] |= _allowed(shapes, shape, frozenset()) or set()
    return {iri: frozenset(allowed) for iri, allowed in found.items()}


def _allowed(shapes: Shapes, shape: Shape, above: frozenset[Node]) -> frozenset[str] | None:
    """Return the datatypes that a shape allows; None where it says nothing of them."""
    if shape.node in above or shape.deactivated:
        return None
    inside = above | {shape.node}
    for constraint in shape.constraints:
        if isinstance(constraint, DatatypeConstraint):
            return frozenset(term.value for term in constraint.terms)
        if isinstance(constraint, LogicConstraint):
            members = [_allowed(shapes, shapes[node], inside) for node in constraint.members]
            known = [member for member in members if member is not None]
            # One of those that have to hold is enough; of those to choose from, all have to say.
            is_all = isinstance(constraint, NodeConstraint | AndConstraint)
            enough = is_all or len(known) == len(members)
            if known and enough and not isinstance(constraint, NotConstraint):
                return frozenset().union(*known)
    return None


def ordered_dates(
    known: Datatypes, query: Query | None, constraint: SparqlConstraint, path: Path | None
) -> Iterator[tuple[str, list[str]]]:
    """Yield the variables that ``<`` or ``>`` compares and that are dates, with their datatypes."""
    compared = _compared(query) if query else set()
    patterns = patterns_of(constraint.prologue, constraint.query, path) if compared else None
    for name in sorted(compared) if patterns else ():
        allowed = _values(f"?{name}", patterns or [], known)
        if allowed <= _TIMES and allowed & _DATES:
            yield name, sorted(allowed)


def _values(variable: str, patterns: list[PathPattern], known: Datatypes) -> frozenset[str]:
    """Return the datatypes of a variable; an empty text stands for what is not known."""
    found: set[str] = set()
    for pattern in patterns:
        if variable == pattern.subject:
            return frozenset({""})
        if variable == pattern.object:
            iri = _last(pattern.path)
            found |= (known.get(iri) if iri else None) or {""}
    return frozenset(found)


def _last(path: Path | None) -> ox.NamedNode | None:
    """Return the property whose values are at the end of a path, where there is one."""
    if path is not None and path.kind == "/":
        return _last(path.parts[-1])
    return path.iri if path else None


def _compared(query: Query) -> set[str]:
    """Return the variables beside ``<``, ``>``, ``<=`` or ``>=``: themselves, not STR of them.

    Those that BIND or SELECT gives a value are left out.
    """
    nodes = list(walk(query))
    signed = (node for node in nodes if isinstance(node, Operation) and node.name.text in _ORDERS)
    beside = {one.name for node in signed for one in node.operands if isinstance(one, Token)}
    return beside - {node.variable.name for node in nodes if isinstance(node, Bind)} - {""}
