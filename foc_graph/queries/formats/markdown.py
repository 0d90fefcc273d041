"""A table for a Markdown page (GitHub Flavored Markdown, section 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.queries.formats import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer


def write_markdown(answer: Answer, _screen: Screen) -> str:
    """Write the same as the table in the terminal, for a page."""
    title = words.title(answer)
    parts = [f"**{_escaped(title)}**" if title else "", _escaped(words.settings(answer))]
    parts.append(_grid(answer))
    parts.append(_escaped(words.count(answer, answer.table)))
    parts.extend(f"> Note: {_escaped(note)}" for note in answer.query.coverage)
    return "\n\n".join(part for part in parts if part) + "\n"


def _grid(answer: Answer) -> str:
    if not answer.table.rows:
        return ""
    headings, rows = words.shown(answer, answer.table)
    lines = [_line(headings), _line("---" for _ in headings)]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    """Keep what has a meaning in Markdown from having it."""
    for character in "\\|<*_`[":
        text = text.replace(character, f"\\{character}")
    return text
