"""Queries of shapes that engines treat differently (SHACL 5.2.1; docs/lint.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.lint.dates import datatypes, ordered_dates
from foc_graph.lint.subject import LintFinding
from foc_graph.shacl.components.sparql import SparqlConstraint
from foc_graph.sparql.parser import parse
from foc_graph.sparql.syntax import Query, walk
from foc_graph.sparql.tokens import iter_tokens, substitute
from foc_graph.sparql.triples_parser import SparqlSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.lint.subject import Subject

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
