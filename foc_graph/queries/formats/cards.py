"""Rows one below the other, each value behind its label: for passages and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.queries.formats.wrapping import display_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.queries.formats.grid import Row

INDENT = 2


def card_lines(headings: Sequence[str], rows: Sequence[Row], width: int) -> list[str]:
    """Return the rows as blocks; empty values are left out."""
    label_width = max(map(display_width, headings))
    lines: list[str] = []
    for row in rows:
        if lines:
            lines.append("")
        for heading, value in zip(headings, row, strict=True):
            if value:
                lines.extend(_field(heading, value, label_width, width))
    return lines


def _field(heading: str, value: str, label_width: int, width: int) -> list[str]:
    start = label_width + INDENT
    first, *others = wrap(value, max(20, width - start))
    label = heading + " " * (start - display_width(heading))
    return [f"{label}{first}", *(" " * start + line for line in others)]
