"""Counts as text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

    from foc_graph.stats.counts import Count, CountTable

#: Rows of one table that are shown before the rest is only counted.
LISTED = 20


def to_text(tables: Iterable[CountTable], *, width: int = 100, listed: int | None = LISTED) -> str:
    """Return tables for the terminal; ``listed`` None shows every row."""
    from rich.console import Console

    output = io.StringIO()
    console = Console(file=output, width=width, color_system=None, highlight=False)
    for table in tables:
        _print(console, table, listed)
    lines = "\n".join(line.rstrip() for line in output.getvalue().splitlines())
    # One blank line between tables is enough.
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _print(console: Console, table: CountTable, listed: int | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    lines = list(_lines(table))
    parted = any(parts for *_, parts in lines)
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column(table.columns[0])
    grid.add_column(table.columns[1], justify="right")
    if parted:
        grid.add_column("of these")
    for name, count, parts in lines[:listed]:
        grid.add_row(name, f"{count:,}", *([parts] if parted else []))
    rest = len(lines) - len(lines[:listed])
    console.print(table.heading)
    console.print(grid)
    console.print(*([f"… and {rest} more: add --all\n"] if rest else []))


def _lines(table: CountTable) -> Iterator[tuple[str, int, str]]:
    """One line a name, its total, and what the total is made of: ``2012: 3, 2013: 5``."""
    if not any(row.detail for row in table.rows):
        yield from ((row.name, row.count, "") for row in table.rows)
        return
    lines = []
    for name, rows in groupby(table.rows, key=lambda row: row.name):
        parts = list(rows)
        text = ", ".join(f"{row.detail}: {row.count}" for row in parts)
        lines.append((name, sum(row.count for row in parts), text))
    yield from sorted(lines, key=lambda line: (-line[1], line[0]))


def to_json(tables: Iterable[CountTable]) -> str:
    """Return an object with one list a table."""
    content = {table.name: [_fields(row) for row in table.rows] for table in tables}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _fields(row: Count) -> dict[str, object]:
    fields = {"iri": row.iri, "name": row.name, "detail": row.detail, "count": row.count}
    return {name: value for name, value in fields.items() if value is not None}


def to_csv(tables: Iterable[CountTable]) -> str:
    """Return one row a count: table, IRI, name, detail, count (RFC 4180)."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(("table", "iri", "name", "detail", "count"))
    for table in tables:
        writer.writerows((table.name, r.iri, r.name, r.detail, r.count) for r in table.rows)
    return output.getvalue()


#: Name of a format -> what writes it.
FORMATS: dict[str, Callable[[Iterable[CountTable]], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
}
