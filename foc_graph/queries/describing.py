"""What people read about queries before they run one: the list, and one query in full."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.queries.formats.wrapping import wrap
from foc_graph.queries.model import GROUPS
from foc_graph.sparql_tokens import iter_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries.model import CannedQuery, Column, Parameter


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


def _column(column: Column) -> str:
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
