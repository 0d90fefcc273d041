"""The timeline: every text that affirms the principle, by body and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.names.alphabet import listed
from foc_graph.pictures.beeswarm import WIDTH, Dot, Lane, Timeline, timeline
from foc_graph.pictures.dates import first_day, in_words, last_day, moment
from foc_graph.pictures.lineage import Lineage, lineage
from foc_graph.pictures.model import Cell, Key, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.svg import add, drawing, link, mark, markup, number
from foc_graph.pictures.timeline_narrow import narrow
from foc_graph.pictures.words import (
    NOT_SEEN,
    PLACE_WORDS,
    brief,
    count,
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
    """Say in words what the picture shows."""
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
