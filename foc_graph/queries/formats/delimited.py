"""SPARQL 1.1 Query Results CSV and TSV Formats (W3C Recommendation, 2013).

One deviation: lines end in LF, not CR LF. Every reader takes both, ``cut``, ``sort`` and ``git``
one only.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer, Cell


def write_csv(answer: Answer, _screen: Screen) -> str:
    """Values alone, without their types: for spreadsheets and scripts (section 3)."""
    table = answer.table
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_value(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _value(cell: Cell) -> str:
    if isinstance(cell, ox.NamedNode | ox.Literal):
        return cell.value
    return "" if cell is None else str(cell)


def write_tsv(answer: Answer, _screen: Screen) -> str:
    """Whole RDF terms, in Turtle's syntax: nothing is lost (section 4)."""
    table = answer.table
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join(_term(cell) for cell in row) for row in table.rows]
    return "".join(f"{line}\n" for line in lines)


def _term(cell: Cell) -> str:
    # N-Triples, which pyoxigraph writes with line breaks and tabs escaped.
    return "" if cell is None else str(cell)
