"""Counts of what the graph holds, and how they are written: as text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.names.names import Names
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import sparql_prologue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

    from foc_graph.dataset import Dataset


@dataclass(frozen=True)
class Count:
    """How many, of what; ``detail`` parts it further, by year for instance."""

    name: str
    count: int
    iri: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class CountTable:
    """Counts of one kind, the largest first, those with a detail by name and detail."""

    name: str
    heading: str
    #: What the rows are, and what is counted.
    columns: tuple[str, str]
    rows: tuple[Count, ...]


@dataclass(frozen=True)
class Question:
    """A table as SPARQL: binds ``?thing``, ``?count`` and, where it has one, ``?detail``."""

    name: str
    heading: str
    columns: tuple[str, str]
    sparql: str


#: The vocabulary itself is not counted among the things that it describes.
_IN_DATA = "FILTER(!STRENDS(STR(?g), '/graph/ontology') && !STRENDS(STR(?g), '/graph/align'))"

#: A new count is one entry here.
QUESTIONS = (
    Question(
        "classes",
        "Things by class",
        ("class", "things"),
        f"""SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE {{ GRAPH ?g {{ ?s a ?thing }} {_IN_DATA} }} GROUP BY ?thing""",
    ),
    Question(
        "graphs",
        "Triples by named graph",
        ("graph", "triples"),
        "SELECT ?thing (COUNT(*) AS ?count) WHERE { GRAPH ?thing { ?s ?p ?o } } GROUP BY ?thing",
    ),
    Question(
        "bodies",
        "Texts by body and year",
        ("body", "texts"),
        """SELECT ?thing ?detail (COUNT(DISTINCT ?text) AS ?count) WHERE {
          ?text a/rdfs:subClassOf* foc:Instrument ; dcterms:creator ?thing .
          OPTIONAL { ?text eli:date_document ?date }
          BIND(COALESCE(SUBSTR(STR(?date), 1, 4), "undated") AS ?detail)
        } GROUP BY ?thing ?detail""",
    ),
    Question(
        "status",
        "Records by status",
        ("status", "records"),
        f"""SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE {{ GRAPH ?g {{ ?s adms:status ?thing }} {_IN_DATA} }} GROUP BY ?thing""",
    ),
    Question(
        "basis",
        "What rests on less than a source seen",
        ("basis", "records"),
        """SELECT ?thing ?detail (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s foc:basis ?thing .
          BIND(IF(EXISTS { ?s a foc:Caveat }, "statement", "record") AS ?detail)
        } GROUP BY ?thing ?detail""",
    ),
    Question(
        "sources",
        "Sources by kind",
        ("kind", "sources"),
        """SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE { GRAPH ?g { ?s dcterms:type ?thing } FILTER(STRENDS(STR(?g), "/graph/source")) }
        GROUP BY ?thing""",
    ),
)


def count_all(dataset: Dataset) -> tuple[CountTable, ...]:
    """Count files and triples, then answer every question."""
    names = Names(dataset)
    asked = (CountTable(q.name, q.heading, q.columns, _rows(dataset, names, q)) for q in QUESTIONS)
    return (_totals(dataset), *asked)


def _totals(dataset: Dataset) -> CountTable:
    derived = sum(
        1
        for graph in dataset.derived_graphs()
        for _ in dataset.store.quads_for_pattern(None, None, None, graph)
    )
    counts = {
        "files": len(dataset.files),
        "files left out": len(dataset.problems),
        "named graphs": len(list(dataset.store.named_graphs())),
        "triples asserted": len(dataset.store) - derived,
        "triples derived": derived,
    }
    rows = tuple(Count(name, count) for name, count in counts.items())
    return CountTable("totals", "In all", ("what", "count"), rows)


def _rows(dataset: Dataset, names: Names, question: Question) -> tuple[Count, ...]:
    rows = []
    sparql = sparql_prologue(dataset.prefixes) + question.sparql
    for row in dataset.query(sparql):  # type: ignore[union-attr]  # of a SELECT
        thing = names.value(row["thing"])
        detail = row["detail"].value if "detail" in question.sparql else None
        # A graph has no name of its own; its short form tells what it holds.
        short = dataset.prefixes.shorten(thing.iri or "").removeprefix(dataset.prefixes.base)
        name = short if question.name == "graphs" else thing.text
        rows.append(Count(name, int(row["count"].value), thing.iri, detail))
    return tuple(sorted(rows, key=_order))


def _order(row: Count) -> tuple[object, ...]:
    if row.detail is None:
        return (-row.count, natural_key(row.name), natural_key(""))
    return (0, natural_key(row.name), natural_key(row.detail))


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
