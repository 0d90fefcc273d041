"""The words around a table for people: cells, the line of parameters, the count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from foc_graph.queries.model import ResultColumn
    from foc_graph.queries.results import Answer, Cell, ResultTable
    from foc_graph.rdf.prefixes import PrefixMap

_BOOLEANS = {"true": "yes", "false": "no"}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def shown(answer: Answer, table: ResultTable) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows that people see.

    Hidden columns and columns without any value are left out, unless none has one; repetitions
    are blank.
    """
    columns = [(i, answer.query.column(name)) for i, name in enumerate(table.columns)]
    cells = [[cell_text(cell, answer.prefixes) for cell in row] for row in table.rows]
    open_to_view = [(i, c) for i, c in columns if not c.hidden]
    visible = [(i, c) for i, c in open_to_view if any(row[i] for row in cells)] or open_to_view
    rows = [[row[i] for i, _ in visible] for row in cells]
    labels = [column.label for _, column in visible]
    return labels, _without_repetitions(rows, [column for _, column in visible])


def _without_repetitions(rows: list[list[str]], columns: list[ResultColumn]) -> list[list[str]]:
    """Blank a value of a ``once`` column where it and all left of it equal the row above."""
    above: list[list[str]] = [[], *rows]
    return [
        [
            "" if column.once and row[: i + 1] == before[: i + 1] else row[i]
            for i, column in enumerate(columns)
        ]
        for before, row in zip(above, rows, strict=False)
    ]


def cell_text(cell: Cell, prefixes: PrefixMap) -> str:
    """Return a term as people read it: no datatypes, short IRIs, yes and no."""
    if isinstance(cell, ox.NamedNode):
        return prefixes.shorten(cell.value)
    if isinstance(cell, ox.Literal):
        if cell.datatype.value == _BOOLEAN:
            return _BOOLEANS.get(cell.value, cell.value)
        return " ".join(cell.value.split())
    return "" if cell is None else str(cell)


def title(answer: Answer) -> str:
    """Return what was asked; nothing for a query that does not say so."""
    return answer.query.summary


def settings(answer: Answer) -> str:
    """``on: 2014-04-28 · state: Estonia``: the parameters that had a value."""
    return " · ".join(f"{name}: {value}" for name, value in answer.values.items())


def count(answer: Answer, table: ResultTable) -> str:
    """``24 rows: 21 yes, 3 possibly``, or how many of all a limit has let through."""
    if table.boolean is not None:
        return ""
    total = len(table.rows) if table.total is None else table.total
    if total == 0:
        return answer.query.empty or "No rows."
    if len(table.rows) < total:
        return f"{len(table.rows)} of {total} rows"
    return f"{total} row{'' if total == 1 else 's'}{_tally(answer, table)}"


def _tally(answer: Answer, table: ResultTable) -> str:
    if answer.query.tally not in table.columns:
        return ""
    index = table.columns.index(answer.query.tally)
    counts = Counter(cell_text(row[index], answer.prefixes) or "not known" for row in table.rows)
    return ": " + ", ".join(f"{number} {value}" for value, number in counts.most_common())
