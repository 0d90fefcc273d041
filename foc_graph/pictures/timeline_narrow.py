"""The timeline on a phone: years downwards, a column a body, every text with its name."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.pictures.dates import in_year
from foc_graph.pictures.lineage import OTHER, Lineage
from foc_graph.pictures.svg import add, drawing, link, mark, markup, number
from foc_graph.pictures.words import cut, lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirmations import Affirming
    from foc_graph.pictures.model import PictureFacts

_WIDTH, _YEAR, _LINE, _HEAD = 350.0, 38.0, 31.0, 60.0
#: Widths of a letter of a name and of a heading; room of the mark before a name.
_LETTER, _HEADING, _MARK = 7.4, 8.8, 18.0
#: Letters of the longest name that a column is made for, and the fewest.
_LONGEST, _SHORTEST = 11, 8


@dataclass(frozen=True)
class _Column:
    """The texts of a body."""

    lane: str
    kind: str
    x: float
    width: float


def narrow(facts: PictureFacts, found: Lineage, description: str) -> str:
    """Return the drawing."""
    title = found.principle_name
    root = drawing("timeline-narrow", title, description, class_="narrow")
    columns = list(_columns(found))
    for column in columns:
        for row, line in enumerate(_heading(column)):
            add(root, "text", line, class_="small strong", x=column.x, y=12 + 14 * row)
    y = _HEAD
    for year, texts in groupby(found.texts, key=lambda text: text.date[:4]):
        add(root, "line", class_="year", x1=0, x2=_WIDTH, y1=y, y2=y)
        add(root, "text", year, class_="tick start", x=0, y=y + 17)
        y += _year(facts, root, columns, list(texts), y) * _LINE + 4
    root.set("viewBox", f"0 0 {number(_WIDTH)} {number(y)}")
    return markup(root)


def _columns(found: Lineage) -> list[_Column]:
    """Return columns as wide as their names need: symbols are short, titles are not."""
    needs = [
        _MARK / _LETTER
        + max(
            min(max(len(_name(text)), _SHORTEST), _LONGEST)
            for text in found.texts
            if text.lane == lane
        )
        for lane in found.lanes
    ]
    widths = [(_WIDTH - _YEAR) * need / sum(needs) for need in needs]
    starts = [_YEAR + sum(widths[:place]) for place in range(len(widths))]
    lanes = zip(found.lanes, starts, widths, strict=True)
    return [_Column(lane, found.lane_class(lane), x, width) for lane, x, width in lanes]


def _name(text: Affirming) -> str:
    """Return what a text is called where the year and the body are said already.

    Other bodies have one column: of their texts the body says more than the title.
    """
    if text.lane == OTHER and not text.symbol:
        return text.body_name or text.label
    return text.label.removesuffix(f" {text.date[:4]}")


def _heading(column: _Column) -> list[str]:
    """Return the name of a body in at most four lines; ``United Nations`` is said by ``UN``."""
    letters = int((column.width - 4) / _HEADING)
    name = column.lane.replace("United Nations", "UN")
    return [cut(line, letters + 1) for line in lines(name, letters)[:4]]


def _year(
    facts: PictureFacts, root: Element, columns: list[_Column], texts: list[Affirming], y: float
) -> int:
    """Draw the texts of a year below each other, and return how many lines that takes."""
    most = 0
    for column in columns:
        own = [text for text in texts if text.lane == column.lane]
        for row, text in enumerate(own):
            _text(facts, root, text, column, y + row * _LINE)
        most = max(most, len(own))
    return most


def _text(facts: PictureFacts, root: Element, text: Affirming, column: _Column, y: float) -> None:
    anchor = link(root, facts.link(text.iri), class_=column.kind)
    mark(anchor, text, column.x + 6, y + 13, 5)
    room = int((column.width - _MARK) / _LETTER)
    add(anchor, "text", cut(_name(text), room), class_="small", x=column.x + 15, y=y + 17)
    if in_year(text.date):
        day = in_year(text.date)
        add(anchor, "text", day, class_="tiny quiet", x=column.x + 15, y=y + 29)
