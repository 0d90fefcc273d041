"""The timeline: every text that affirms the principle, by body and date; on a phone downwards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import listed
from foc_graph.pictures import Cell, Key, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.beeswarm import WIDTH, Dot, Lane, Timeline, timeline
from foc_graph.pictures.dates import first_day, in_words, in_year, last_day, moment
from foc_graph.pictures.lineage import OTHER, Lineage, lineage
from foc_graph.pictures.svg import add, drawing, link, mark, markup, number
from foc_graph.pictures.words import (
    NOT_SEEN,
    PLACE_WORDS,
    brief,
    count,
    cut,
    left_out,
    lines,
    text_cells,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirmations import Affirming

NAME = "timeline"
_LETTERS = 17
#: Length of a date that is known to the day.
_DAY = 10


def affirmations(facts: PictureFacts) -> Picture | None:
    """Draw the texts that affirm the principle in time; None where there is none."""
    found = lineage(facts.content, facts.names)
    if not found.texts:
        return None
    description = _describe(found)
    wide = _wide(facts, found, description)
    return Picture(
        NAME,
        wide + narrow(facts, found, description),
        _table(facts, found),
        found.principle_name,
        description,
        _caption(found),
        _legend(found),
    )


def _caption(found: Lineage) -> str:
    sure = sum(text.confirmed for text in found.texts)
    coined = sum(text.coins for text in found.texts)
    more = len(found.texts) - sure
    said = [f"{count(sure, 'text')} from {found.texts[0].date[:4]} to {found.texts[-1].date[:4]}"]
    said += [f"{more:,} more without a source seen yet"] if more else []
    said += [f"{count(coined, 'wording')} of which the words are held"] if coined else []
    return f"{', '.join(said)}.{left_out(found)}"


def _describe(found: Lineage) -> str:
    said = []
    for lane in found.lanes:
        own = [text for text in found.texts if text.lane == lane]
        said.append(f"{lane}: {len(own)}, from {in_words(own[0].date)} to {in_words(own[-1].date)}")
    return f"{_caption(found)} {'; '.join(said)}."


def _legend(found: Lineage) -> tuple[Key, ...]:
    keys = [Key("dot ink", "a text; larger: cited by more of the others")]
    if any(text.coins for text in found.texts):
        keys.append(Key("diamond ink", "first use of a wording"))
    if not all(text.confirmed for text in found.texts):
        keys.append(Key("dot hollow ink", NOT_SEEN))
    if any(len(text.date) < _DAY for text in found.texts):
        keys.append(Key("whisker ink", "day not known: the line spans the month or year"))
    return tuple(keys)


def _wide(facts: PictureFacts, found: Lineage, description: str) -> str:
    plan = timeline(found, top=0)
    box = f"0 0 {WIDTH} {number(plan.bottom + 34)}"
    title = found.principle_name
    root = drawing(f"{NAME}-wide", title, description, viewBox=box, class_="wide")
    for lane in plan.lanes:
        add(root, "rect", class_="band", x=0, y=lane.top, width=WIDTH, height=lane.height)
    _years(root, plan)
    for lane in plan.lanes:
        _name(root, lane)
        for dot in lane.dots:
            _dot(facts, root, plan, dot, found.lane_class(lane.name))
    for label in plan.labels:
        kind = "label strong" if label.strong else "label"
        add(root, "text", label.text, class_=kind, x=label.x, y=label.y)
    return markup(root)


def _name(root: Element, lane: Lane) -> None:
    words = lines(lane.name, _LETTERS)
    y = lane.top + lane.height / 2 - 10 * (len(words) - 1)
    for place, line in enumerate(words):
        add(root, "text", line, class_="lane strong", x=14, y=y + 20 * place)
    texts = count(len(lane.dots), "text")
    add(root, "text", texts, class_="quiet", x=14, y=y + 20 * len(words))


def _years(root: Element, plan: Timeline) -> None:
    for year in plan.years:
        x = plan.x_of(year)
        add(root, "line", class_="year", x1=x, y1=0, x2=x, y2=plan.bottom)
        if year != plan.years[-1]:
            middle = plan.x_of(year + 0.5)
            add(root, "text", str(year), class_="tick", x=middle, y=plan.bottom + 24)


def _dot(facts: PictureFacts, root: Element, plan: Timeline, dot: Dot, lane: str) -> None:
    text = dot.text
    anchor = link(root, facts.link(text.iri), class_=lane)
    if len(text.date) < _DAY:
        start, end = (plan.x_of(moment(day)) for day in (first_day(text.date), last_day(text.date)))
        add(anchor, "line", class_="whisker", x1=start, x2=end, y1=dot.y, y2=dot.y)
    add(mark(anchor, text, dot.x, dot.y, dot.radius - 1), "title", brief(text))


def _table(facts: PictureFacts, found: Lineage) -> PictureTable:
    columns = ("Text", "Date", "Body", "Verb", "Where", "Wording")
    rows = tuple(PictureRow(_cells(facts, text)) for text in (*found.texts, *found.undated))
    return PictureTable(f"Texts that affirm it: {found.principle_name}", columns, rows)


def _cells(facts: PictureFacts, text: Affirming) -> tuple[Cell, ...]:
    wording = facts.names[text.formulation] if text.formulation else ""
    doubt = Cell(NOT_SEEN, kind="doubt")
    return (
        *text_cells(facts, text),
        Cell(listed(text.verbs)),
        Cell(PLACE_WORDS[text.place]) if text.confirmed else doubt,
        Cell(wording, facts.link(text.formulation) if wording else None)
        if text.coins or not wording
        else Cell("as before"),
    )


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
    """Return the drawing for a phone: a column a body, every text with its name."""
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
            min(max(len(_short_name(text)), _SHORTEST), _LONGEST)
            for text in found.texts
            if text.lane == lane
        )
        for lane in found.lanes
    ]
    widths = [(_WIDTH - _YEAR) * need / sum(needs) for need in needs]
    starts = [_YEAR + sum(widths[:place]) for place in range(len(widths))]
    lanes = zip(found.lanes, starts, widths, strict=True)
    return [_Column(lane, found.lane_class(lane), x, width) for lane, x, width in lanes]


def _short_name(text: Affirming) -> str:
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
    add(anchor, "text", cut(_short_name(text), room), class_="small", x=column.x + 15, y=y + 17)
    if in_year(text.date):
        day = in_year(text.date)
        add(anchor, "text", day, class_="tiny quiet", x=column.x + 15, y=y + 29)
