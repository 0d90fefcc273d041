"""Where things stand on a timeline: a lane a body, a dot a text, labels where there is room."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.dates import moment
from foc_graph.pictures.lineage import OTHER, Lineage

if TYPE_CHECKING:
    from foc_graph.pictures.affirmations import Affirming

WIDTH = 1200
#: Lanes have their names on the left of `LEFT`; years run from `LEFT` to `RIGHT`.
LEFT, RIGHT = 214, WIDTH - 34
#: Where the lanes begin, below the title.
TOP = 118

#: Room in a lane above its dots, where arcs bow and labels stand, and below them.
_ABOVE, _BELOW, _BETWEEN = 54, 28, 10

_GAP = 2.0
_SMALLEST = 6.0

#: Width of a letter and height of a line of a label; a longer label is cut.
_LETTER, _LINE, _LONGEST = 7.8, 15.0, 24

#: Labels of texts that this many others cite are stronger than the rest.
_KEY = 4


@dataclass(frozen=True)
class Dot:
    """One text."""

    text: Affirming
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Lane:
    """One body's band, with the dots of its texts by date."""

    name: str
    top: float
    height: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Label:
    """A short text above or below a dot; ``strong`` for the first and the most cited."""

    text: str
    x: float
    y: float
    strong: bool


@dataclass(frozen=True)
class Timeline:
    """The whole layout, in the units of a drawing `WIDTH` wide."""

    years: tuple[int, ...]
    lanes: tuple[Lane, ...]
    labels: tuple[Label, ...]
    bottom: float

    def x_of(self, year: float) -> float:
        """Return where a moment (2012.5: its middle) stands."""
        return _x_of(self.years, year)


def timeline(lineage: Lineage, *, top: float = TOP) -> Timeline:
    """Lay out a lineage that has at least one text, from ``top`` on downwards."""
    moments = [moment(text.date) for text in lineage.texts]
    years = tuple(range(math.floor(min(moments)), math.floor(max(moments)) + 2))
    lanes: list[Lane] = []
    for name in lineage.lanes:
        lane = _lane(name, [t for t in lineage.texts if t.lane == name], years, top)
        lanes.append(lane)
        top += lane.height + _BETWEEN
    return Timeline(years, tuple(lanes), tuple(_labels(lanes)), top - _BETWEEN)


def _x_of(years: tuple[int, ...], year: float) -> float:
    return LEFT + (RIGHT - LEFT) * (year - years[0]) / (years[-1] - years[0])


def _lane(name: str, texts: list[Affirming], years: tuple[int, ...], top: float) -> Lane:
    placed: list[Dot] = []
    for text in texts:
        radius = _SMALLEST + 1.1 * math.sqrt(text.cited_by)
        x = _x_of(years, moment(text.date))
        placed.append(Dot(text, x, _free(x, radius, placed), radius))
    highest = min(dot.y - dot.radius for dot in placed)
    lowest = max(dot.y + dot.radius for dot in placed)
    shift = top + _ABOVE - highest
    dots = tuple(Dot(dot.text, dot.x, dot.y + shift, dot.radius) for dot in placed)
    return Lane(name, top, _ABOVE + lowest - highest + _BELOW, dots)


def _free(x: float, radius: float, placed: list[Dot]) -> float:
    """Return the height nearest to the middle where a dot touches no other (a beeswarm)."""
    near = [dot for dot in placed if abs(dot.x - x) < dot.radius + radius + _GAP]
    heights = [0.0]
    for dot in near:
        reach = dot.radius + radius + _GAP
        aside = math.sqrt(max(reach**2 - (dot.x - x) ** 2, 0.0))
        heights += [dot.y - aside, dot.y + aside]
    free = (y for y in heights if all(_apart(x, y, radius, dot) for dot in near))
    return min(free, key=lambda y: (round(abs(y), 3), y))


def _apart(x: float, y: float, radius: float, dot: Dot) -> bool:
    distance = math.hypot(dot.x - x, dot.y - y)
    return distance >= dot.radius + radius + _GAP - 1e-6


Box = tuple[float, float, float, float]


def _labels(lanes: list[Lane]) -> list[Label]:
    """Label the first text of each lane, then by citations received, as far as there is room."""
    firsts = [lane.dots[0] for lane in lanes]
    others = [dot for lane in lanes for dot in lane.dots[1:] if len(dot.text.label) <= _LONGEST]
    others.sort(key=lambda dot: (-dot.text.cited_by, dot.text.date, dot.text.iri))
    taken = [_box_of(dot) for lane in lanes for dot in lane.dots]
    lane_of = {dot.text.iri: lane for lane in lanes for dot in lane.dots}
    found: list[Label] = []
    for dot in firsts + others:
        strong = (dot in firsts and dot.text.lane != OTHER) or dot.text.cited_by >= _KEY
        for label in _places(dot, strong=strong):
            box = _box(label)
            if _within(box, lane_of[dot.text.iri]) and not any(_overlap(box, b) for b in taken):
                found.append(label)
                taken.append(box)
                break
    return found


def _places(dot: Dot, *, strong: bool) -> list[Label]:
    """Above, below, then further above and further below, where the lane may have room."""
    text = dot.text.label
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    half = len(text) * _LETTER / 2
    x = min(max(dot.x, LEFT + half - _SMALLEST), WIDTH - 16 - half)
    offsets = (-(dot.radius + 6), dot.radius + _LINE, -(dot.radius + 20), dot.radius + 29)
    return [Label(text, x, dot.y + offset, strong) for offset in offsets]


def _within(box: Box, lane: Lane) -> bool:
    return lane.top < box[1] and box[3] < lane.top + lane.height


def _box(label: Label) -> Box:
    half = len(label.text) * _LETTER / 2
    return label.x - half, label.y - _LINE + 3, label.x + half, label.y + 3


def _box_of(dot: Dot) -> Box:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
