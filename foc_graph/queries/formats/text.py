"""Answers for people: a table in the terminal or in Markdown, with the words around it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.queries.formats.grid import card_lines, fit_widths, grid_lines, wrap
from foc_graph.queries.model import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.formats.grid import Screen
    from foc_graph.queries.model import ResultColumn
    from foc_graph.queries.results import Answer, Cell, ResultTable
    from foc_graph.rdf.prefixes import PrefixMap

_BOOLEANS = {"true": "yes", "false": "no"}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def _shown(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows that people see.

    Hidden columns and columns without any value are left out, unless none has one; repetitions
    are blank.
    """
    columns = [(i, answer.query.column(name)) for i, name in enumerate(answer.table.columns)]
    cells = [[cell_text(cell, answer.prefixes) for cell in row] for row in answer.table.rows]
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


#: What a line is -> how it looks where there is colour (ECMA-48, section 8.3.117).
STYLES = {"title": "1", "settings": "36", "heading": "1", "count": "2", "note": "33"}


def write_table(answer: Answer, screen: Screen) -> str:
    """Write rows for a reader, as a grid; as cards where a grid is too narrow or not wanted."""
    parts = [_head(answer, screen), _body(answer, screen), _foot(answer, screen)]
    return "\n\n".join(part for part in parts if part).strip("\n") + "\n"


def _head(answer: Answer, screen: Screen) -> str:
    title = _paragraph(answer.query.summary, "title", screen)
    given = _paragraph(settings(answer), "settings", screen)
    return "\n".join(part for part in (title, given) if part)


def _body(answer: Answer, screen: Screen) -> str:
    if not answer.table.rows:
        return ""
    headings, rows = _shown(answer)
    widths = fit_widths(headings, rows, screen.width)
    if widths is None or answer.query.layout == CARDS:
        return "\n".join(card_lines(headings, rows, screen.width))
    lines = grid_lines(headings, rows, widths)
    top = lines.index(next(line for line in lines if line.startswith("─")))
    styled = [_styled(line, "heading", screen) for line in lines[:top]]
    return "\n".join([*styled, *lines[top:]])


def _foot(answer: Answer, screen: Screen) -> str:
    notes = (_paragraph(f"Note: {note}", "note", screen) for note in answer.query.coverage)
    parts = [_paragraph(count(answer, answer.table), "count", screen), *notes]
    return "\n".join(part for part in parts if part)


def _paragraph(text: str, style: str, screen: Screen) -> str:
    return "\n".join(_styled(line, style, screen) for line in wrap(text, screen.width))


def _styled(line: str, style: str, screen: Screen) -> str:
    return f"\x1b[{STYLES[style]}m{line}\x1b[0m" if screen.colour and line else line


def write_markdown(answer: Answer, _screen: Screen) -> str:
    """Write the same as the table in the terminal, for a page.

    GitHub Flavored Markdown, section 4.10.
    """
    title = answer.query.summary
    parts = [f"**{_escaped(title)}**" if title else "", _escaped(settings(answer))]
    parts.append(_markdown_table(answer))
    parts.append(_escaped(count(answer, answer.table)))
    parts.extend(f"> Note: {_escaped(note)}" for note in answer.query.coverage)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_table(answer: Answer) -> str:
    if not answer.table.rows:
        return ""
    headings, rows = _shown(answer)
    lines = [_markdown_row(headings), _markdown_row("---" for _ in headings)]
    return "\n".join([*lines, *map(_markdown_row, rows)])


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    """Keep what has a meaning in Markdown from having it."""
    for character in "\\|<*_`[":
        text = text.replace(character, f"\\{character}")
    return text
