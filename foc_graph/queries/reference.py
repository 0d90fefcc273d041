"""The reference of the canned queries in Markdown, made from their headers (docs/queries.md)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.project import find_project
from foc_graph.queries.catalog import list_queries
from foc_graph.queries.describing import examples, state
from foc_graph.queries.model import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery, Parameter


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
        _table(("parameter", "", "what it is", "may be"), map(_parameter, query.parameters)),
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


def _parameter(parameter: Parameter) -> tuple[str, str, str, str]:
    return f"`{parameter.name}`", state(parameter), parameter.label, parameter.allowed


def _columns(query: CannedQuery) -> str:
    shown = ", ".join(f"`{c.name}`" for c in query.columns if not c.hidden)
    hidden = ", ".join(f"`{c.name}`" for c in query.columns if c.hidden)
    also = f"; csv, tsv and json also have {hidden}" if hidden else ""
    return f"Columns: {shown}{also}." if shown else ""
