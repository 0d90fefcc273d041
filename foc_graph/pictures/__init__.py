"""Pictures of a dataset: inline SVG, with a table that holds the same facts behind each.

No JavaScript: marks are links, and what the pointer or the keyboard rests on is brought out by the
style sheet. Layout is our own: networkx places nodes but knows no time axis, drawsvg and svg.py
are untyped or do not escape, matplotlib draws texts as outlines, Vega needs a script. The shapes
needed are few: circles, bars, arcs, texts.

>>> from foc_graph.pictures import PictureFacts
>>> from foc_graph.pictures.journey import journey
>>> journey(PictureFacts.of(dataset, link=lambda iri: None))  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foc_graph.dataset.content import Content
from foc_graph.names.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foc_graph.dataset import Dataset

    #: IRI -> link to its page as seen from the page of the picture; None where there is none.
    Link = Callable[[str], str | None]

__all__ = ["Cell", "Picture", "PictureFacts", "PictureRow", "PictureTable"]


@dataclass(frozen=True)
class PictureFacts:
    """The facts, the names and the links of one page."""

    content: Content
    names: Names
    link: Link

    @classmethod
    def of(cls, dataset: Dataset, *, link: Link) -> PictureFacts:
        """Return the facts of a dataset outside of any site."""
        content = Content(dataset)
        return cls(content, Names(content), link)


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
