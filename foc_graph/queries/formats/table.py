"""Rows for the terminal: what was asked, the rows, how many, and what the data cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.queries.formats import words
from foc_graph.queries.formats.grid import card_lines, fit_widths, grid_lines
from foc_graph.queries.formats.wrap import wrap
from foc_graph.queries.model import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer

#: What a line is -> how it looks where there is colour (ECMA-48, section 8.3.117).
STYLES = {"title": "1", "settings": "36", "heading": "1", "count": "2", "note": "33"}


def write_table(answer: Answer, screen: Screen) -> str:
    """Write rows for a reader, as a grid; as cards where a grid is too narrow or not wanted."""
    parts = [_head(answer, screen), _body(answer, screen), _foot(answer, screen)]
    return "\n\n".join(part for part in parts if part).strip("\n") + "\n"


def _head(answer: Answer, screen: Screen) -> str:
    title = _paragraph(words.title(answer), "title", screen)
    settings = _paragraph(words.settings(answer), "settings", screen)
    return "\n".join(part for part in (title, settings) if part)


def _body(answer: Answer, screen: Screen) -> str:
    if not answer.table.rows:
        return ""
    headings, rows = words.shown(answer, answer.table)
    widths = fit_widths(headings, rows, screen.width)
    if widths is None or answer.query.layout == CARDS:
        return "\n".join(card_lines(headings, rows, screen.width))
    lines = grid_lines(headings, rows, widths)
    top = lines.index(next(line for line in lines if line.startswith("─")))
    styled = [_styled(line, "heading", screen) for line in lines[:top]]
    return "\n".join([*styled, *lines[top:]])


def _foot(answer: Answer, screen: Screen) -> str:
    notes = (_paragraph(f"Note: {note}", "note", screen) for note in answer.query.coverage)
    parts = [_paragraph(words.count(answer, answer.table), "count", screen), *notes]
    return "\n".join(part for part in parts if part)


def _paragraph(text: str, style: str, screen: Screen) -> str:
    return _joined((_styled(line, style, screen) for line in wrap(text, screen.width)), text)


def _joined(lines: Iterable[str], text: str) -> str:
    return "\n".join(lines) if text else ""


def _styled(line: str, style: str, screen: Screen) -> str:
    return f"\x1b[{STYLES[style]}m{line}\x1b[0m" if screen.colour and line else line
