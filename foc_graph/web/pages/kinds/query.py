"""Canned queries: a list of them, and a page for each with a form and its result; SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.exports import EXPORTERS
from foc_graph.names.resolver import iri_of, names_query
from foc_graph.queries import (
    Answer,
    CannedQuery,
    Parameter,
    ResultTable,
    bound,
    run_query,
    write_answer,
)
from foc_graph.queries.formats.text import cell_text, count
from foc_graph.queries.listing import without_header
from foc_graph.queries.model import GROUPS, SELECT
from foc_graph.queries.parameters import THINGS, kind_of
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.queries.results import Cell
    from foc_graph.web.pages.site import Site


INDEX = "query/index.html"

#: Rows on a page; the rest is in the CSV, which the page says.
MOST_ROWS = 200

#: Values that a field offers while somebody types.
MOST_OFFERS = 300

#: Characters of a graph that a page shows.
MOST_TEXT = 20_000


def download() -> str:
    """Return the path of the compressed N-Quads among the downloads."""
    return f"dist/{EXPORTERS['nquads'].file_name}.gz"


def recipe(site: Site, query: CannedQuery) -> dict[str, Any] | None:
    """Return how to bind the parameters and what to show; None where SPARQL is not all of it."""
    if query.kind != SELECT or not query.parameters:
        return None
    return {
        "parameters": {p.name: _parameter(site, p) for p in query.parameters},
        "columns": {c.name: [c.label, c.hidden] for c in query.columns},
        "empty": query.empty or "No rows.",
        "tally": query.tally,
        "prefixes": dict(sorted(site.prefixes.namespaces.items())),
        "base": site.prefixes.base,
        "ids": site.prefixes.id_base,
        "folders": sorted(site.folders),
    }


def _parameter(site: Site, parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {"type": parameter.type, "default": parameter.default}
    if parameter.type in {*THINGS, "concept"}:
        found["names"] = names_query(kind_of(parameter), site.prefixes)
    if parameter.values:
        found["values"] = {
            value: None if value == means else iri_of(means, site.prefixes)
            for value, means in parameter.values.items()
        }
    return found


#: What stands in the editor at first.
FIRST = "SELECT ?class (COUNT(*) AS ?number)\nWHERE {\n  ?thing a ?class\n}\nGROUP BY ?class\nORDER BY DESC(?number)\nLIMIT 20\n"  # noqa: E501 - as it is shown


class SparqlEditor(PageKind):
    """One page. It asks the server, or runs the query in the browser where there is none."""

    path = "sparql.html"

    def show(self, path: str) -> PageContent:
        """Show the editor; what it asks is in the part of the address that no server sees."""
        del path
        canned = [
            (found.name, found.summary or found.name, without_header(found.sparql))
            for found in self.shared.queries.values()
            if not any(parameter.required for parameter in found.parameters)
        ]
        prefixes = self.site.prefixes
        return PageContent(
            "sparql.html",
            title="SPARQL",
            first=FIRST,
            canned=canned,
            prefixes=dict(sorted(prefixes.namespaces.items())),
            base=prefixes.base,
            dump=download(),
        )


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


class QueryPages(PageKind):
    """One page a query, and the list; nothing for a project without queries."""

    def paths(self) -> Iterable[str]:
        """Return the pages."""
        names = self.shared.queries
        return [INDEX, *(f"query/{name}.html" for name in names)] if names else []

    def answer(self, path: str, query: Mapping[str, str], engine: QueryEngine) -> PageContent:
        """Show the list, or a query with the parameters given, else with its defaults.

        Raises:
            CouldNotRun: the engine stopped the query, or it did not have its turn.

        """
        if path == INDEX:
            return self._index()
        name = path[len("query/") : -len(".html")]
        return self._page(self.shared.queries[name], query, engine)

    def _index(self) -> PageContent:
        groups = [
            (GROUPS[group], list(members))
            for group, members in groupby(self.shared.queries.values(), key=lambda q: q.group)
        ]
        return PageContent("queries.html", title="Queries", groups=groups)

    def _page(
        self, query: CannedQuery, given: Mapping[str, str], engine: QueryEngine
    ) -> PageContent:
        prefixes = self.site.prefixes
        values = {name: value for name, value in given.items() if value.strip()}
        example = {} if values else _example(query)
        shown, set_to = _run(query, engine, values or example)
        try:
            sparql = bound(query, engine, set_to)
        except UsageProblem:
            sparql = query.sparql
        return PageContent(
            "query.html",
            title=query.summary or query.name,
            crumbs=(("Queries", INDEX), (query.name, None)),
            query=query,
            example=example,
            values=set_to,
            offers={p.name: self._offers(p) for p in query.parameters},
            shown=shown,
            cell_text=lambda cell: cell_text(cell, prefixes),
            is_iri=lambda cell: isinstance(cell, ox.NamedNode),
            short=prefixes.shorten,
            sparql=without_header(query.sparql),
            bound=without_header(sparql),
            address=f"/api/queries/{query.name}",
            recipe=recipe(self.site, query),
            dump=download(),
        )

    def _offers(self, parameter: Parameter) -> list[str]:
        """Return values to choose from while typing."""
        if parameter.values:
            return list(parameter.values)
        query = _OFFERS.get(parameter.type)
        if query is None:
            return []
        base = self.site.prefixes.id_base
        terms = self.site.prefixes.namespaces.get("foc", f"{self.site.prefixes.base}ns#")
        text = query.format(scheme=f"{base}concept/{parameter.scheme}", terms=terms)
        found = self.site.dataset.query(text)
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - of a SELECT
        values = {solution["value"].value for solution in found}
        if parameter.type == "concept":
            values = {value.rpartition("/")[2] for value in values}
        return sorted(values)[:MOST_OFFERS]


def _example(query: CannedQuery) -> Mapping[str, str]:
    """Return the first example, for a query that cannot run without being given something."""
    needs = any(p.required for p in query.parameters)
    return (query.examples[0] if query.examples else {}) if needs else {}


def _run(
    query: CannedQuery, engine: QueryEngine, values: Mapping[str, str]
) -> tuple[ShownResult, Mapping[str, str]]:
    try:
        answer = run_query(query, engine, values)
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


_SKOS = "http://www.w3.org/2004/02/skos/core#"

#: Type of a parameter -> what may be given for it, as far as the graph knows.
_OFFERS = {
    "concept": f"SELECT DISTINCT ?value {{{{ ?value <{_SKOS}inScheme> <{{scheme}}> }}}}",
    "state": f"SELECT DISTINCT ?value {{{{ ?s a <{{terms}}State> ; <{_SKOS}prefLabel> ?value }}}}",
    "symbol": "SELECT DISTINCT ?value {{ ?text <{terms}symbol> ?value }}",
}
