"""The line of the source that a finding is about, with carets under the span."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from foc_graph.reports.words import plain

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.positions.lines import Span

#: Longer lines are cut around the span.
WIDTH = 100

_BOM = "\ufeff"


@dataclass(frozen=True)
class Excerpt:
    """A source line and what goes under it: ``offset`` cells of space, then ``length`` carets."""

    line: int
    text: str
    offset: int
    length: int


def excerpt(root: Path, span: Span) -> Excerpt | None:
    """Return the first line of a span, or None where it cannot be read."""
    lines = _lines(root / span.file)
    if span.line is None or not 0 < span.line <= len(lines):
        return None
    source = lines[span.line - 1]
    start = min((span.column or 1) - 1, len(source))
    if span.column is None:
        start = len(source) - len(source.lstrip())
    ends_here = span.end_line in (None, span.line) and span.end_column
    end = min(span.end_column - 1, len(source)) if ends_here and span.end_column else len(source)
    if span.end_line is None and span.column is not None and not span.end_column:
        end = start + 1
    return _cut(span.line, source, start, max(end, start + 1))


def _cut(line: int, source: str, start: int, end: int) -> Excerpt:
    """Cut a long line so that the span stays in sight."""
    first = 0 if len(source) <= WIDTH else max(0, min(start - WIDTH // 3, len(source) - WIDTH))
    shown = source[first : first + WIDTH]
    before, after = "…" if first else "", "…" if first + WIDTH < len(source) else ""
    marked = source[start : min(end, first + WIDTH)].rstrip()
    offset = cells(before + source[first:start])
    return Excerpt(line, f"{before}{_clean(shown)}{after}", offset, max(1, cells(marked)))


def _clean(text: str) -> str:
    return plain(text).replace("\t", " ").rstrip()


def cells(text: str) -> int:
    """Return how many columns of a terminal text takes; a tab is shown as one."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        # `plain` puts a visible sign in the place of what turns the direction of text.
        return len(plain(character)) if plain(character) != character else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> tuple[str, ...]:
    text = path.read_bytes().decode("utf-8", "replace").removeprefix(_BOM)
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return ()
