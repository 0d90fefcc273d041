"""Rows under column headings, as wide as the screen and no wider."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from foc_graph.queries.formats.wrap import display_width, widest_piece, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Blanks between two columns.
GAP = 2

#: No column gets narrower than this; where that is not enough a grid is no help.
NARROWEST = 8

#: A longer word may be broken.
WIDEST_WORD = 24

#: The length of a long symbol (A/HRC/DEC/25/117); dates are shorter.
SYMBOL = 16

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")

Row = list[str]


def fit_widths(headings: Sequence[str], rows: Sequence[Row], width: int) -> list[int] | None:
    """Return the width of each column, or None where the columns do not fit.

    First every column gets room for its longest word; where that is too much, long words may break
    at their signs, then symbols and dates as well. What is left goes to the columns with most text.
    """
    columns = list(zip(headings, *rows, strict=True))
    room = width - GAP * (len(columns) - 1)
    natural = [max(map(display_width, cells)) for cells in columns]
    for least in (_longest_word, _longest_part, _longest_piece, _narrowest):
        widths = [min(full, least(cells)) for full, cells in zip(natural, columns, strict=True)]
        if sum(widths) <= room:
            return _widened(widths, natural, [_typical(cells) for cells in columns], room)
    return None


def _longest_word(cells: Iterable[str]) -> int:
    return min(WIDEST_WORD, max(map(display_width, _words(cells)), default=0))


def _longest_part(cells: Iterable[str]) -> int:
    """Break what is longer than a symbol, and nothing else."""
    widths = ((display_width(word), word) for word in _words(cells))
    return max((w if w <= SYMBOL else widest_piece(word) for w, word in widths), default=0)


def _longest_piece(cells: Iterable[str]) -> int:
    return min(WIDEST_WORD, max(map(widest_piece, cells)))


def _words(cells: Iterable[str]) -> Iterator[str]:
    return (word for cell in cells for word in cell.split())


def _narrowest(_cells: Iterable[str]) -> int:
    return NARROWEST


def _typical(cells: Iterable[str]) -> int:
    """Return a length that nine of ten cells do not pass: one long value must not decide."""
    lengths = sorted(map(display_width, cells))
    return lengths[(len(lengths) - 1) * 9 // 10]


def _widened(widths: list[int], natural: list[int], typical: list[int], room: int) -> list[int]:
    """Give the room that is left, cell by cell, to the column that would break most often."""
    for _ in range(room - sum(widths)):
        hungry = [i for i, width in enumerate(widths) if width < natural[i]]
        if not hungry:
            break
        widths[max(hungry, key=lambda i: (typical[i] / widths[i], natural[i]))] += 1
    return widths


def grid_lines(headings: Sequence[str], rows: Sequence[Row], widths: Sequence[int]) -> list[str]:
    """Return the heading, a rule and the rows; a row takes as many lines as it needs."""
    right = [_is_number([row[i] for row in rows]) for i in range(len(headings))]
    rule = (" " * GAP).join("─" * width for width in widths)
    lines = [*_row_lines(headings, widths, right), rule]
    for row in rows:
        lines.extend(_row_lines(row, widths, right))
    return lines


def _is_number(cells: Iterable[str]) -> bool:
    values = [cell for cell in cells if cell]
    numbers = all(_NUMBER.fullmatch(value) for value in values)
    return bool(values) and numbers and not all(_is_date(value) for value in values)


def _is_date(value: str) -> bool:
    return bool(_DATE.fullmatch(value))


def _row_lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (_pad(*part) for part in zip(parts, widths, right, strict=True))
        yield (" " * GAP).join(padded).rstrip()


def _pad(text: str, width: int, to_right: bool) -> str:  # noqa: FBT001 - used by position, here
    blanks = " " * (width - display_width(text))
    return f"{blanks}{text}" if to_right else f"{text}{blanks}"


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
