"""Lines and columns of offsets in a text, counted when they are asked for."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

#: So many characters are counted at once; what is left of an offset is counted each time.
_BLOCK = 1 << 14


class Place(NamedTuple):
    """Line and column of a first and behind a last character, from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, offsets: tuple[int, int]) -> Place:
        """Return lines and columns for the offsets of a first and behind a last character."""
        return Place(*self._point(offsets[0]), *self._point(offsets[1]))

    def _point(self, offset: int) -> tuple[int, int]:
        block = offset // _BLOCK
        line = self._before[block] + self._text.count("\n", block * _BLOCK, offset)
        start = self._text.rfind("\n", 0, offset) + 1
        return line + 1, offset - start + 1

    @cached_property
    def _before(self) -> list[int]:
        """How many lines end before each block."""
        starts = range(0, len(self._text), _BLOCK)
        counts = (self._text.count("\n", start, start + _BLOCK) for start in starts)
        return list(accumulate(counts, initial=0))
