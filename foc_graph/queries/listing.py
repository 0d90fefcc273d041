"""What people read about queries before they run one: the list, and one query in full."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.project import find_project
from foc_graph.queries.catalog import list_queries
from foc_graph.queries.formats.grid import wrap
from foc_graph.queries.model import GROUPS
from foc_graph.sparql.tokens import iter_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery, Parameter, ResultColumn

#: Narrower than this, summaries are not wrapped any more.
NARROWEST = 20


def query_list(queries: Iterable[CannedQuery], width: int) -> str:
    """Return the queries in groups, each with its summary and the parameters that it needs."""
    queries = list(queries)
    start = max((len(query.name) for query in queries), default=0) + 4
    lines: list[str] = []
    for group, members in groupby(queries, key=lambda query: query.group):
        lines += ["", GROUPS[group]]
        for query in members:
            first, *others = wrap(_headline(query), max(NARROWEST, width - start))
            lines.append(f"  {query.name:{start - 2}}{first}")
            lines += [" " * start + other for other in others]
    return "\n".join(lines[1:])


def _headline(query: CannedQuery) -> str:
    needed = [parameter.name for parameter in query.parameters if parameter.required]
    return f"{query.summary} (needs {', '.join(needed)})" if needed else query.summary


def description(query: CannedQuery, sparql: str) -> str:
    """Return everything about one query; ``sparql`` is its text, ready to paste."""
    parts = [query.summary or query.name]
    if query.question:
        number = f"{query.number}. " if query.number else ""
        parts.append(f"Question: {number}{query.question}")
    parts.append(query.description)
    parts.append(_section("Parameters", map(_parameter, query.parameters)))
    parts.append(_section("Columns", map(_column, query.columns)))
    parts.append(_section("Examples", examples(query)))
    parts.append(_section("The data cannot tell yet", query.coverage))
    parts.append(_section("SPARQL", sparql.rstrip().splitlines()))
    return "\n\n".join(part for part in parts if part)


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(f"  {line}".rstrip() for line in lines)
    return f"{title}\n{body}" if body else ""


def _parameter(parameter: Parameter) -> str:
    return f"{parameter.name} ({state(parameter)}): {parameter.label}; {parameter.allowed}"


def _column(column: ResultColumn) -> str:
    return f"{column.name}: {column.label}{' (csv, tsv and json only)' if column.hidden else ''}"


def state(parameter: Parameter) -> str:
    """Whether a parameter must be given, and what it is when it is not."""
    if parameter.required:
        return "required"
    return f"default {parameter.default}" if parameter.default else "optional"


def examples(query: CannedQuery) -> list[str]:
    """Return command lines that run."""
    needs = any(parameter.required for parameter in query.parameters)
    given: list[Mapping[str, str]] = [] if needs else [{}]
    return [_command(query.name, values) for values in (*given, *query.examples)]


def _command(name: str, values: Mapping[str, str]) -> str:
    given = (f"--param {shlex.quote(f'{key}={value}')}" for key, value in values.items())
    return " ".join([f"foc-graph query {name}", *given])


def without_header(sparql: str) -> str:
    """Return a query without the ``#+`` lines; other comments explain it and stay."""
    tokens = (t for t in iter_tokens(sparql) if not t.text.startswith("#+"))
    return "".join(token.text for token in tokens).strip("\n")


def queries_reference(project: Project | None = None) -> str:
    """Return every query of a project in Markdown, in groups.

    Raises:
        UsageProblem: a header that cannot be understood.

    """
    queries = list_queries(project or find_project())
    parts = []
    for group, members in groupby(queries, key=lambda query: query.group):
        parts += [f"## {GROUPS[group]}", *map(query_reference, members)]
    return "\n\n".join(parts) + "\n"


def query_reference(query: CannedQuery) -> str:
    """Return one query in Markdown."""
    number = f"{query.number}. " if query.number else ""
    parts = [
        f"### `{query.name}`",
        f"**{query.summary}.**",
        f"*Question {number}{query.question}*" if query.question else "",
        query.description,
        _table(("parameter", "", "what it is", "may be"), map(_parameter_row, query.parameters)),
        _columns(query),
        "\n".join(f"- The data cannot tell yet: {note}" for note in query.coverage),
        "```shell\n" + "\n".join(examples(query)) + "\n```",
    ]
    return "\n\n".join(part for part in parts if part)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    body = [f"| {' | '.join(row)} |" for row in rows]
    titles = list(headings)
    head = [f"| {' | '.join(titles)} |", "|" + "---|" * len(titles)]
    return "\n".join([*head, *body]) if body else ""


def _parameter_row(parameter: Parameter) -> tuple[str, str, str, str]:
    return f"`{parameter.name}`", state(parameter), parameter.label, parameter.allowed


def _columns(query: CannedQuery) -> str:
    shown = ", ".join(f"`{c.name}`" for c in query.columns if not c.hidden)
    hidden = ", ".join(f"`{c.name}`" for c in query.columns if c.hidden)
    also = f"; csv, tsv and json also have {hidden}" if hidden else ""
    return f"Columns: {shown}{also}." if shown else ""
