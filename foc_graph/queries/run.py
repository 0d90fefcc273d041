"""Run a query: bind its parameters, refuse what must not run here, say where text is not SPARQL."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.names.resolver import Lookup
from foc_graph.queries.engines import SparqlError
from foc_graph.queries.model import SHORTEST_PATH
from foc_graph.queries.parameters import bind, chosen_values
from foc_graph.queries.paths import shortest_path
from foc_graph.queries.results import Answer, ResultTable, in_order, text_of
from foc_graph.sparql.mistakes import excerpt, where_it_ends
from foc_graph.sparql.tokens import (
    line_and_column,
    query_form,
    refuse_service,
    substitute,
    unclosed_bracket,
    undeclared_prefixes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.queries.model import CannedQuery
    from foc_graph.queries.parameters import Term
    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap

MEND = "mend the query there"


def run_query(
    query: CannedQuery,
    engine: QueryEngine,
    given: Mapping[str, str] | None = None,
    *,
    limit: int | None = None,
) -> Answer:
    """Run a query with these parameters, as the user wrote them.

    Raises:
        UsageProblem: a parameter is missing, unknown or ill-typed; the text is not SPARQL, is an
            update, or asks for ``SERVICE`` on a local engine.
        CouldNotRun: the endpoint cannot be reached or does not answer SPARQL.

    """
    values = chosen_values(query, given or {})
    sparql = prepared(query, engine)
    terms = bind(query, values, _lookup(engine))
    outcome = _run(query, engine, sparql, terms)
    if limit is not None and not isinstance(outcome, ResultTable):
        raise UsageProblem(
            "constructs triples, and --limit counts rows",
            place=query.place,
            fix="leave --limit out, or write LIMIT into the query",
        )
    if isinstance(outcome, ResultTable):
        outcome = in_order(outcome, frozenset(c.name for c in query.columns if c.many))
        outcome = outcome.limited(limit)
    return Answer(query, values, outcome, engine.prefixes)


def prepared(query: CannedQuery, engine: QueryEngine) -> str:
    """Return the SPARQL with the prefixes that it uses and does not declare, all on line 1.

    Raises:
        UsageProblem: no query form, an update, an unknown prefix, ``SERVICE`` on a local engine.

    """
    _check_form(query)
    if engine.local:
        refuse_service(query.sparql, partial(_place, query))
    return _declarations(query, engine.prefixes) + query.sparql


def bound(query: CannedQuery, engine: QueryEngine, given: Mapping[str, str]) -> str:
    """Return SPARQL to paste anywhere: every parameter that has a value is bound.

    Raises:
        UsageProblem: as `run_query`.

    """
    terms = bind(query, chosen_values(query, given), _lookup(engine))
    return substitute(prepared(query, engine), terms)


def _lookup(engine: QueryEngine) -> Lookup:
    return Lookup(lambda sparql: _rows(engine, sparql), engine.prefixes)


def _run(
    query: CannedQuery, engine: QueryEngine, sparql: str, terms: Mapping[str, Term]
) -> Outcome:
    if query.kind != SHORTEST_PATH:
        return _ask(query, engine, substitute(sparql, terms))
    edges = _ask(query, engine, sparql)
    assert isinstance(edges, ResultTable)  # noqa: S101 - a header lint holds for every canned query
    return shortest_path(edges, terms["from"], terms["to"])


def _ask(query: CannedQuery, engine: QueryEngine, sparql: str) -> Outcome:
    try:
        return engine.run(sparql)
    except SparqlError as error:
        raise _not_sparql(query, error) from error


def _rows(engine: QueryEngine, sparql: str) -> list[tuple[str, ...]]:
    found = engine.run(sparql)
    if not isinstance(found, ResultTable):
        return []
    return [tuple(map(text_of, row)) for row in found.rows]


def _check_form(query: CannedQuery) -> None:
    wrong = {"UPDATE": "is an update, and queries only read", None: "holds no query"}
    form = query_form(query.sparql)
    if form in wrong:
        raise UsageProblem(
            wrong[form], place=query.place, fix="write SELECT, ASK, CONSTRUCT or DESCRIBE"
        )


def _declarations(query: CannedQuery, prefixes: PrefixMap) -> str:
    """All on one line and in front of the first, so that every line keeps its number."""
    missing = undeclared_prefixes(query.sparql)
    for prefix, start in missing.items():
        if prefix not in prefixes.namespaces:
            raise UsageProblem(
                f"unknown prefix {prefix + ':'!r}",
                place=_place(query, start),
                fix="declare it with PREFIX, or spell it as in ontology/prefixes.ttl",
            )
    return "".join(f"PREFIX {name}: <{prefixes.namespaces[name]}> " for name in sorted(missing))


def _place(query: CannedQuery, position: int) -> str:
    line, column = line_and_column(query.sparql, position)
    return f"{query.place}:{line}:{column}"


def _not_sparql(query: CannedQuery, error: SparqlError) -> UsageProblem:
    bracket = unclosed_bracket(query.sparql)
    if bracket is not None:
        what, place = f"nothing closes this {bracket.text!r}", _place(query, bracket.start)
        return UsageProblem(what, place=place, fix="close it, or remove it")
    position = where_it_ends(query.sparql)
    if position is None:
        return UsageProblem(f"is not SPARQL ({error.what})", place=query.place, fix=MEND)
    what = f"is not SPARQL from `{excerpt(query.sparql, position)}` on"
    return UsageProblem(what, place=_place(query, position), fix=MEND)
