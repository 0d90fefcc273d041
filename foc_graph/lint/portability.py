"""Queries of shapes that engines treat differently (SHACL 5.2.1; docs/lint.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.lint.dates import datatypes, ordered_dates
from foc_graph.lint.subject import LintFinding
from foc_graph.shacl.components.sparql import SparqlConstraint
from foc_graph.sparql.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.lint.subject import Subject
    from foc_graph.sparql.tokens import Token

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
                for what, fix in _slips(constraint.query):
                    yield LintFinding(shape.node, f"The query of this shape {what}: {fix}.")
                for name, types in ordered_dates(known, constraint, shape.path):
                    message = _of_date(name, [subject.name(iri) for iri in types])
                    yield LintFinding(shape.node, message, is_info=True)


def _of_date(name: str, types: list[str]) -> str:
    as_far = ", as far as both go" if len(types) > 1 else ""
    return (
        f"The query of this shape compares ?{name}, an {' or '.join(types)}, with < or >, which"
        f" SPARQL 1.1 does not define for dates: compare STR(?{name}) with STR(…){as_far}."
    )


def _slips(query: str) -> Iterator[tuple[str, str]]:
    tokens = tokenize(query)
    words = {token.text for token in tokens if token.kind == "word"}
    for keyword, fix in _KEYWORDS.items():
        if keyword in words:
            yield f"uses {keyword}, which SHACL forbids", fix
    if any("this" not in selected and "*" not in selected for selected in _inner(tokens)):
        yield "has a SELECT in it that does not return $this", "add $this to it"


def _inner(tokens: list[Token]) -> Iterator[list[str]]:
    """Yield what each SELECT but the first selects."""
    starts = [i for i, token in enumerate(tokens) if (token.kind, token.text) == ("word", "SELECT")]
    for start in starts[1:]:
        rest = [token.text for token in tokens[start + 1 :]]
        ends = [rest.index(end) for end in ("WHERE", "{") if end in rest]
        yield rest[: min(ends, default=len(rest))]
