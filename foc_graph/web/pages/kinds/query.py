"""Canned queries: a list of them, and a page for each with a form and its result."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.queries import ResultTable, bound, list_queries, run_query, write_answer
from foc_graph.queries.formats.words import cell_text, count
from foc_graph.queries.listing import without_header
from foc_graph.queries.model import GROUPS
from foc_graph.web.pages.browser_queries import download, recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries import Answer, CannedQuery, Parameter
    from foc_graph.queries.results import Cell
    from foc_graph.web.pages.site import Site

INDEX = "query/index.html"

#: Rows on a page; the rest is in the CSV, which the page says.
MOST_ROWS = 200

#: Values that a field offers while somebody types.
MOST_OFFERS = 300

#: Characters of a graph that a page shows.
MOST_TEXT = 20_000

_QUERIES: WeakKeyDictionary[Site, dict[str, CannedQuery]] = WeakKeyDictionary()


def queries_of(site: Site) -> dict[str, CannedQuery]:
    """Return the queries of the project by name, in the order of their groups; read once."""
    if site not in _QUERIES:
        _QUERIES[site] = {query.name: query for query in list_queries(site.dataset.project)}
    return _QUERIES[site]


def paths(site: Site) -> Iterable[str]:
    """One page a query, and the list; nothing for a project without queries."""
    names = queries_of(site)
    return [INDEX, *(f"query/{name}.html" for name in names)] if names else []


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the list, or a query with the parameters given, else with its defaults.

    Raises:
        CouldNotRun: on a server, the query was stopped by a limit or did not have its turn.

    """
    if path == INDEX:
        return _index(site)
    return _page(site, path, queries_of(site)[path[len("query/") : -len(".html")]], query)


def _index(site: Site) -> str:
    groups = [
        (GROUPS[group], list(members))
        for group, members in groupby(queries_of(site).values(), key=lambda query: query.group)
    ]
    return site.render("queries.html", INDEX, title="Queries", groups=groups)


@dataclass(frozen=True)
class ShownResult:
    """What came of a run: a table, triples as text, or a sentence that says what is wrong."""

    labels: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    links: tuple[tuple[str | None, ...], ...] = ()
    """For each cell, what it names: the hidden column ``State IRI`` belongs to ``State``."""
    records: tuple[tuple[str, ...], ...] = ()
    """For each row, the IRIs of its other hidden columns: what the row rests on."""
    count: str = ""
    text: str = ""
    problem: str = ""


def _page(site: Site, path: str, query: CannedQuery, given: Mapping[str, str]) -> str:
    values = {name: value for name, value in given.items() if value.strip()}
    example = {} if values else _example(query)
    shown, set_to = _run(site, query, values or example)
    try:
        sparql = bound(query, site.engine, set_to)
    except UsageProblem:
        sparql = query.sparql
    return site.render(
        "query.html",
        path,
        title=query.summary or query.name,
        crumbs=(("Queries", INDEX), (query.name, None)),
        query=query,
        example=example,
        values=set_to,
        offers={p.name: _offers(site, p) for p in query.parameters},
        shown=shown,
        cell_text=lambda cell: cell_text(cell, site.prefixes),
        is_iri=lambda cell: isinstance(cell, ox.NamedNode),
        short=site.prefixes.shorten,
        sparql=without_header(query.sparql),
        bound=without_header(sparql),
        address=f"/api/queries/{query.name}",
        recipe=recipe(site, query),
        dump=download(),
    )


def _example(query: CannedQuery) -> Mapping[str, str]:
    """Return the first example, for a query that cannot run without being given something."""
    needs = any(p.required for p in query.parameters)
    return (query.examples[0] if query.examples else {}) if needs else {}


def _run(
    site: Site, query: CannedQuery, values: Mapping[str, str]
) -> tuple[ShownResult, Mapping[str, str]]:
    try:
        answer = run_query(query, site.engine, values)
    except UsageProblem as error:
        return ShownResult(problem=str(error).replace("--param ", "")), values
    if isinstance(answer.outcome, ResultTable):
        return _table(answer, answer.outcome), answer.values
    text = write_answer(answer)
    cut = len(text) > MOST_TEXT
    return ShownResult(text=f"{text[:MOST_TEXT]}…" if cut else text), answer.values


def _table(answer: Answer, table: ResultTable) -> ShownResult:
    columns = [answer.query.column(name) for name in table.columns]
    open_to_view = [i for i, column in enumerate(columns) if not column.hidden]
    filled = [i for i in open_to_view if any(row[i] is not None for row in table.rows)]
    seen = filled or open_to_view
    named = {column.label: i for i, column in enumerate(columns) if column.hidden}
    meant = [named.get(f"{columns[i].label} IRI") for i in seen]
    rest = [i for i in named.values() if i not in meant]
    part = table.limited(MOST_ROWS)
    return ShownResult(
        labels=tuple(columns[i].label for i in seen),
        rows=tuple(tuple(row[i] for i in seen) for row in part.rows),
        links=tuple(tuple(_iri(row, i) for i in meant) for row in part.rows),
        records=tuple(tuple(filter(None, (_iri(row, i) for i in rest))) for row in part.rows),
        count=count(answer, part),
    )


def _iri(row: tuple[Cell, ...], index: int | None) -> str | None:
    cell = None if index is None else row[index]
    return cell.value if isinstance(cell, ox.NamedNode) else None


def _offers(site: Site, parameter: Parameter) -> list[str]:
    """Return values to choose from while typing."""
    if parameter.values:
        return list(parameter.values)
    query = _OFFERS.get(parameter.type)
    if query is None:
        return []
    base = site.prefixes.id_base
    terms = site.prefixes.namespaces.get("foc", f"{site.prefixes.base}ns#")
    text = query.format(scheme=f"{base}concept/{parameter.scheme}", terms=terms)
    found = site.dataset.query(text)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - of a SELECT
    values = {solution["value"].value for solution in found}
    if parameter.type == "concept":
        values = {value.rpartition("/")[2] for value in values}
    return sorted(values)[:MOST_OFFERS]


_SKOS = "http://www.w3.org/2004/02/skos/core#"

#: Type of a parameter -> what may be given for it, as far as the graph knows.
_OFFERS = {
    "concept": f"SELECT DISTINCT ?value {{{{ ?value <{_SKOS}inScheme> <{{scheme}}> }}}}",
    "state": f"SELECT DISTINCT ?value {{{{ ?s a <{{terms}}State> ; <{_SKOS}prefLabel> ?value }}}}",
    "symbol": "SELECT DISTINCT ?value {{ ?text <{terms}symbol> ?value }}",
}
