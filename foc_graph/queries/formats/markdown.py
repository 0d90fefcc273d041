"""A table for a Markdown page (GitHub Flavored Markdown, section 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.queries.formats import wording
from foc_graph.queries.results import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer


def write_markdown(answer: Answer, _screen: Screen) -> str:
    """Write the same as the table in the terminal, for a page."""
    table = answer.outcome
    assert isinstance(table, Table)  # noqa: S101 - the formats see to it
    title = wording.title(answer)
    parts = [f"**{_escaped(title)}**" if title else "", _escaped(wording.settings(answer))]
    parts.append(_grid(answer, table))
    parts.append(_escaped(wording.count(answer, table)))
    parts.extend(f"> Note: {_escaped(note)}" for note in answer.query.coverage)
    return "\n\n".join(part for part in parts if part) + "\n"


def _grid(answer: Answer, table: Table) -> str:
    if not table.rows:
        return ""
    headings, rows = wording.shown(answer, table)
    lines = [_line(headings), _line("---" for _ in headings)]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    """Keep what has a meaning in Markdown from having it."""
    for character in "\\|<*_`[":
        text = text.replace(character, f"\\{character}")
    return text
