"""The way of a principle at a glance: a square a text, a column a year, milestones named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import listed
from foc_graph.pictures import Cell, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.dates import in_words
from foc_graph.pictures.lineage import Lineage, Milestone, lineage, milestones
from foc_graph.pictures.svg import add, drawing, link, markup, number
from foc_graph.pictures.words import brief, count, cut, lane_keys, left_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirmations import Affirming

NAME = "journey"
_WIDTH = 1100
#: Height of a square, with the gap below it; of a milestone's two lines.
_UNIT, _STEP, _LINES = 13, 16, 50
#: The narrow drawing: as wide as a phone, years on the left.
_NARROW, _YEAR, _ROW, _SQUARE = 350, 46, 24, 15
_LETTER = 8.0


@dataclass(frozen=True)
class _JourneyPlan:
    """What both drawings show."""

    facts: PictureFacts
    found: Lineage
    years: dict[int, list[Affirming]]
    marks: tuple[Milestone, ...]
    title: str
    description: str


def journey(facts: PictureFacts) -> Picture | None:
    """Draw the way of the principle that most texts affirm; None where there is too little."""
    found = lineage(facts.content, facts.names)
    if len(found.texts) < 2:  # noqa: PLR2004 - one text is no way
        return None
    marks = milestones(found)
    title, description = found.principle_name, _describe(found, marks)
    plan = _JourneyPlan(facts, found, _by_year(found), marks, title, description)
    svg = _wide(plan) + _narrow(plan)
    return Picture(
        NAME,
        svg,
        _table(plan),
        title,
        description,
        f"{_counts(found)}.{left_out(found)}",
        lane_keys(found, "square"),
    )


def _by_year(found: Lineage) -> dict[int, list[Affirming]]:
    """Return every year from the first to the last with its texts, body by body."""
    numbers = [int(text.date[:4]) for text in found.texts]
    years: dict[int, list[Affirming]] = {y: [] for y in range(min(numbers), max(numbers) + 1)}
    for text in sorted(found.texts, key=lambda text: (found.lanes.index(text.lane), text.date)):
        years[int(text.date[:4])].append(text)
    return years


def _describe(found: Lineage, marks: tuple[Milestone, ...]) -> str:
    counts = Counter(text.lane for text in found.texts)
    lanes = [f"{lane} {counts[lane]}" for lane in found.lanes]
    ways = [f"{mark.text.label} ({in_words(mark.text.date)}, {mark.why})" for mark in marks]
    return f"{_counts(found)}. By body: {listed(lanes)}. On the way: {listed(ways)}."


def _counts(found: Lineage) -> str:
    sure = sum(text.confirmed for text in found.texts)
    unsure = len(found.texts) - sure
    more = f", {unsure:,} more without a source seen yet" if unsure else ""
    return f"{count(sure, 'text')} {'states' if sure == 1 else 'state'} it{more}"


def _unit(plan: _JourneyPlan, parent: Element, text: Affirming, **place: float) -> Element:
    kind = f"square {plan.found.lane_class(text.lane)}{'' if text.confirmed else ' hollow'}"
    return add(parent, "rect", class_=kind, **place)


def _wide(plan: _JourneyPlan) -> str:
    column = _WIDTH / len(plan.years)
    width = min(column - 10, 46)
    names = list(_named_at(plan, column, width))
    base = _base(plan, names, column)
    box = f"0 0 {_WIDTH} {base + 34}"
    root = drawing(f"{NAME}-wide", plan.title, plan.description, viewBox=box, class_="wide")
    tops: dict[str, float] = {}
    for place, (year, texts) in enumerate(plan.years.items()):
        middle = column * (place + 0.5)
        add(root, "text", str(year), class_="tick", x=middle, y=base + 24)
        for level, text in enumerate(texts):
            y = tops[text.iri] = base - (level + 1) * _STEP
            anchor = link(root, plan.facts.link(text.iri))
            spot = {"x": middle - width / 2, "y": y, "width": width, "height": _UNIT}
            add(_unit(plan, anchor, text, **spot), "title", brief(text))
        if len(texts) > 1:
            y = base - len(texts) * _STEP - 8
            add(root, "text", str(len(texts)), class_="tick strong", x=middle, y=y)
    add(root, "line", class_="axis", x1=0, x2=_WIDTH, y1=base + 1.5, y2=base + 1.5)
    for name in names:
        _named(plan, root, name, tops[name.mark.text.iri])
    return markup(root)


@dataclass(frozen=True)
class _Name:
    """Where the name of a milestone stands; ``left`` of its line where the drawing ends."""

    mark: Milestone
    x: float
    y: float
    left: bool

    def covers(self, start: float, end: float) -> bool:
        """Tell whether the name stands above a column."""
        length = max(map(len, _lines(self.mark))) * _LETTER
        own = (self.x - length, self.x) if self.left else (self.x, self.x + length)
        return own[0] < end and start < own[1]


def _named_at(plan: _JourneyPlan, column: float, width: float) -> Iterable[_Name]:
    """Place names from the top down, so that no line of a later milestone meets a word."""
    first = min(plan.years)
    seen: Counter[int] = Counter()
    y = 18.0
    for mark in plan.marks:
        year = int(mark.text.date[:4])
        left = column * (year - first + 0.5) - width / 2
        roomy = _WIDTH - left > max(map(len, _lines(mark))) * _LETTER
        aside = 9.0 * seen[year]
        seen[year] += 1
        x = left + aside if roomy else left + width - aside
        yield _Name(mark, x, y if roomy else 18.0, left=not roomy)
        y += _LINES if roomy else 0


def _base(plan: _JourneyPlan, names: list[_Name], column: float) -> float:
    """Return where the columns stand, so that none reaches into a name."""
    base = max(map(len, plan.years.values())) * _STEP + 30.0
    for name in names:
        for place, texts in enumerate(plan.years.values()):
            start = column * place
            if texts and name.covers(start, start + column):
                base = max(base, name.y + 52 + len(texts) * _STEP)
    return base


def _named(plan: _JourneyPlan, root: Element, name: _Name, top: float) -> None:
    kind = plan.found.lane_class(name.mark.text.lane)
    at = name.x - 9 if name.left else name.x + 9
    path = f"M{number(name.x)},{number(name.y - 5)}V{number(top)}"
    add(root, "path", class_="leader", d=path)
    add(root, "circle", class_=f"mark {kind}", cx=name.x, cy=name.y - 5, r=4)
    side = "named end" if name.left else "named"
    anchor = link(root, plan.facts.link(name.mark.text.iri), class_=side)
    first, second = _lines(name.mark)
    add(anchor, "text", first, class_="strong", x=at, y=name.y)
    add(anchor, "text", second, class_="quiet", x=at, y=name.y + 19)


def _lines(mark: Milestone) -> tuple[str, str]:
    text = mark.text
    said = (text.body_name, text.kind, "" if mark.why.startswith("first") else mark.why)
    name = text.symbol or text.label
    return f"{in_words(text.date)} · {cut(name, 56)}", cut(" · ".join(filter(None, said)), 70)


def _narrow(plan: _JourneyPlan) -> str:
    root = drawing(f"{NAME}-narrow", plan.title, plan.description, class_="narrow")
    step = min(_SQUARE + 3, (_NARROW - _YEAR - 20) / max(map(len, plan.years.values())))
    y = 0.0
    for year, texts in plan.years.items():
        add(root, "text", str(year), class_="tick start", x=0, y=y + 15)
        for place, text in enumerate(texts):
            x = _YEAR + place * step
            # No links: a finger needs more room. The milestones and the timeline have them.
            _unit(plan, root, text, x=x, y=y + 2, width=step - 3, height=_SQUARE)
        if texts:
            x = _YEAR + len(texts) * step + 4
            add(root, "text", str(len(texts)), class_="tick start strong", x=x, y=y + 15)
        y += _ROW
        for mark in (mark for mark in plan.marks if int(mark.text.date[:4]) == year):
            _said_below(plan, root, mark, y)
            y += _LINES - 6
    root.set("viewBox", f"0 0 {_NARROW} {number(y)}")
    return markup(root)


def _said_below(plan: _JourneyPlan, root: Element, mark: Milestone, y: float) -> None:
    kind = plan.found.lane_class(mark.text.lane)
    add(root, "circle", class_=f"mark {kind}", cx=_YEAR + 4, cy=y + 8, r=4)
    anchor = link(root, plan.facts.link(mark.text.iri), class_="named")
    first, second = _lines(mark)
    add(anchor, "text", cut(first, 32), class_="strong", x=_YEAR + 14, y=y + 13)
    add(anchor, "text", cut(second, 37), class_="quiet", x=_YEAR + 14, y=y + 30)


def _table(plan: _JourneyPlan) -> PictureTable:
    """Return a row a year, a column a body; the timeline names the texts."""
    rows = [
        (str(year), *(_counted(texts, lane) for lane in plan.found.lanes), str(len(texts)))
        for year, texts in plan.years.items()
    ]
    return PictureTable(
        f"Texts by year and body: {plan.found.principle_name}",
        ("Year", *plan.found.lanes, "All"),
        tuple(
            PictureRow((Cell(year), *(Cell(n, kind="figure") for n in rest)))
            for year, *rest in rows
        ),
    )


def _counted(texts: list[Affirming], lane: str) -> str:
    return str(sum(text.lane == lane for text in texts) or "")
