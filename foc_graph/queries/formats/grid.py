"""Text in columns: how wide it is on a screen, where it breaks, rows as a grid and as cards."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Where a long word may break: behind the signs that join the parts of identifiers and paths.
_PIECES = re.compile(r"[^-/#._]*[-/#._]+|[^-/#._]+")


@dataclass(frozen=True)
class Screen:
    """What the text is written for; only ``table`` looks at it."""

    width: int = 80
    colour: bool = False


def display_width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def widest_piece(text: str) -> int:
    """Return the width of the longest part that need not break."""
    return max((display_width(p) for word in text.split() for p in _pieces(word)), default=0)


def _pieces(word: str) -> list[str]:
    return _PIECES.findall(word) or [word]


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` cells: at blanks, else in words, else anywhere.

    An address stays whole, however long it is: broken it could not be opened.

    >>> wrap("membership/foc-USA-1 until 2026", 14)
    ['membership/foc', '-USA-1 until', '2026']
    """
    lines: list[str] = [""]
    for word in text.split():
        if _fits(lines[-1], word, width):
            lines[-1] = f"{lines[-1]} {word}".lstrip()
        elif display_width(word) <= width or "://" in word:
            lines.append(word)
        else:
            _add_long(lines, word, width)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _fits(line: str, word: str, width: int) -> bool:
    return display_width(line) + bool(line) + display_width(word) <= width


def _add_long(lines: list[str], word: str, width: int) -> None:
    """Add a word that is longer than a line, piece by piece."""
    glue = " " if lines[-1] else ""
    for piece in _pieces(word):
        for part in _cut(piece, width):
            if display_width(lines[-1] + glue + part) <= width:
                lines[-1] += glue + part
            else:
                lines.append(part)
            glue = ""


def _cut(piece: str, width: int) -> list[str]:
    return [piece[i : i + width] for i in range(0, len(piece), width)]


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
