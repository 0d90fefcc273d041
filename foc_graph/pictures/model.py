"""What a picture is: a drawing and a table that say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Cell:
    """A text of a table, linked where ``href`` is set; ``note`` explains it on the same spot."""

    text: str
    href: str | None = None
    #: A CSS class.
    kind: str = ""
    note: str = ""


@dataclass(frozen=True)
class PictureRow:
    """Cells of a table, the first one its heading; ``data`` becomes ``data-…`` attributes."""

    cells: tuple[Cell, ...]
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PictureTable:
    """The facts of a picture in rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[PictureRow, ...]


@dataclass(frozen=True)
class Key:
    """One entry of a legend: the CSS classes of a sample, and what it means."""

    kind: str
    meaning: str


@dataclass(frozen=True)
class Picture:
    """A drawing as markup for an HTML page, with the same facts as a table."""

    #: Unique among the pictures of a page: the ids in the drawing start with it.
    name: str
    #: One ``<svg>``, or two of which the style sheet shows the one that fits the screen.
    svg: str
    table: PictureTable
    title: str
    #: What the drawing shows, in words.
    description: str
    #: The one sentence below it.
    caption: str
    legend: tuple[Key, ...] = ()
