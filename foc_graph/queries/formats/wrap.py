"""Text in columns: how wide it is on a screen, and where it may break."""

from __future__ import annotations

import re
import unicodedata

#: Where a long word may break: behind the signs that join the parts of identifiers and paths.
_PIECES = re.compile(r"[^-/#._]*[-/#._]+|[^-/#._]+")


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
