"""Lines and columns of offsets in a text, counted when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.rdf.terms import Node, Term

#: Offsets in characters of a first character and behind a last one.
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedTriple:
    """A triple, and the offsets of its three terms in the text of its file."""

    subject: Node
    predicate: ox.NamedNode
    value: Term
    subject_at: Offsets
    predicate_at: Offsets
    value_at: Offsets


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


@dataclass(frozen=True)
class Span:
    """A piece of a file, or the whole file where ``line`` is None.

    Lines and columns start at 1, columns count Unicode code points, and the end is exclusive
    (SARIF 2.1.0, section 3.30, columnKind unicodeCodePoints). ``file`` is relative to the project,
    with forward slashes. What a format does not tell is None.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @property
    def order(self) -> tuple[str, int, int]:
        """Sort by file, line and column."""
        return (self.file, self.line or 0, self.column or 0)

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)
