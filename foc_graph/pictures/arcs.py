"""The lineage: texts in time order, arcs to the texts that they cite, a letter for the wording."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import listed
from foc_graph.pictures import Cell, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.dates import in_year
from foc_graph.pictures.lineage import LetteredWording, Lineage, lineage, wordings
from foc_graph.pictures.svg import add, anchors, drawing, link, markup, number
from foc_graph.pictures.words import count, cut, lane_keys, left_out, text_cells

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirmations import Affirming

NAME = "lineage"
#: Where marks and words stand; titles only where there is room for them.
_MARK, _WORDS, _TITLE = 104.0, 122.0, 450.0
_ROW, _YEAR, _LINE = 38.0, 24.0, 15.0
_LETTERS = 42


@dataclass(frozen=True)
class _ArcPlan:
    facts: PictureFacts
    found: Lineage
    letters: dict[str, LetteredWording]
    #: Text -> the height of its mark.
    places: dict[str, float]
    #: Text -> what it cites, what cites it.
    cites: dict[str, list[str]]
    cited: dict[str, list[str]]


def citations(facts: PictureFacts) -> Picture | None:
    """Draw who cites whom among the texts that affirm the principle; None where nobody does."""
    found = lineage(facts.content, facts.names)
    if not found.citations:
        return None
    letters = {wording.iri: wording for wording in wordings(facts, found)}
    cites, cited = defaultdict(list), defaultdict(list)
    for one, other in found.citations:
        cites[one].append(other)
        cited[other].append(one)
    plan = _ArcPlan(facts, found, letters, {}, cites, cited)
    return Picture(
        NAME,
        _draw(plan),
        _table(plan),
        found.principle_name,
        _describe(found),
        "Each line on the left leads from a text up to one that it cites. Rest on a text, or reach "
        f"it with the Tab key, to see only its own.{left_out(found)}",
        lane_keys(found, "dot"),
    )


def _describe(found: Lineage) -> str:
    most = sorted(found.texts, key=lambda text: (-text.cited_by, text.date))[:3]
    said = [f"{text.label} (by {text.cited_by})" for text in most if text.cited_by]
    return (
        f"{count(len(found.texts), 'text')} in the order of their dates, with "
        f"{count(len(found.citations), 'citation')} between them. Most cited: {listed(said)}."
    )


def _draw(plan: _ArcPlan) -> str:
    title, description = plan.found.principle_name, _describe(plan.found)
    root = drawing(NAME, title, description, class_="fluid", width="100%")
    tops, height = _tops(plan)
    for year, y in tops.items():
        if len(year) == 4:  # noqa: PLR2004 - a year
            add(root, "text", year, class_="strong", x=_WORDS, y=y + 17)
            add(root, "line", class_="year", x1=_WORDS + 42, x2="100%", y1=y + 12, y2=y + 12)
    names = anchors(text.iri for text in plan.found.texts)
    for text in plan.found.texts:
        _text(plan, root, text, tops[text.iri], names[text.iri])
    root.set("height", number(height))
    return markup(root)


def _tops(plan: _ArcPlan) -> tuple[dict[str, float], float]:
    """Return where each year and each text begins, and where the last one ends."""
    tops: dict[str, float] = {}
    y = 0.0
    for text in plan.found.texts:
        if text.date[:4] not in tops:
            tops[text.date[:4]] = y
            y += _YEAR
        tops[text.iri] = y
        plan.places[text.iri] = y + 15
        y += _ROW + len(_quoted(plan, text)) * _LINE
    return tops, y


def _quoted(plan: _ArcPlan, text: Affirming) -> list[str]:
    """Return the words of a wording where they are new, in at most three lines."""
    if not text.coins:
        return []
    return wrap(f"“{cut(plan.letters[text.formulation].words, 3 * _LETTERS - 8)}”", _LETTERS)


def _text(plan: _ArcPlan, root: Element, text: Affirming, top: float, name: str) -> None:
    lane = plan.found.lane_class(text.lane)
    quoted = _quoted(plan, text)
    group = add(root, "g", class_=f"text {lane}", id=name)
    height = _ROW + len(quoted) * _LINE
    add(group, "rect", class_="hit", y=top, width="100%", height=height)
    for cited in plan.cites[text.iri]:
        add(group, "path", class_="arc", d=_arc(plan, text.iri, cited))
    for citing in plan.cited[text.iri]:
        add(group, "path", class_="arc in", d=_arc(plan, citing, text.iri))
    hollow = "" if text.confirmed else " hollow"
    add(group, "circle", class_=f"dot{hollow}", cx=_MARK, cy=top + 15, r=9)
    if text.formulation:
        letter = plan.letters[text.formulation].letter
        kind = "letter ink" if hollow else "letter"
        add(group, "text", letter, class_=kind, x=_MARK, y=top + 19)
    anchor = link(group, plan.facts.link(text.iri))
    add(anchor, "text", _called(text), class_="strong", x=_WORDS, y=top + 15)
    add(group, "text", _facts(text), class_="small quiet", x=_WORDS, y=top + 30)
    for row, line in enumerate(quoted):
        y = top + 30 + _LINE * (row + 1)
        add(group, "text", line, class_="small words", x=_WORDS, y=y)
    if text.title != _called(text):
        add(group, "text", cut(text.title, 72), class_="small only-wide", x=_TITLE, y=top + 15)


def _called(text: Affirming) -> str:
    return cut(text.symbol or text.label, 27)


def _facts(text: Affirming) -> str:
    said = [f"{in_year(text.date)} {text.date[:4]}".strip(), *text.verbs[:1]]
    said += [f"cited by {text.cited_by}"] if text.cited_by else []
    return cut(" · ".join(said), 42)


def _arc(plan: _ArcPlan, citing: str, cited: str) -> str:
    """Return a line that leaves and reaches the marks on their left."""
    start, end = plan.places[citing], plan.places[cited]
    longest = max(plan.places.values()) - min(plan.places.values())
    x = _MARK - 9
    bow = x - 10 - (x - 14) * math.sqrt(abs(start - end) / max(longest, 1)) * 1.28
    return (
        f"M{number(x)},{start:.0f}C{bow:.0f},{start:.0f} {bow:.0f},{end:.0f} {number(x)},{end:.0f}"
    )


def _table(plan: _ArcPlan) -> PictureTable:
    labels = {text.iri: text.label for text in plan.found.texts}
    rows = tuple(PictureRow(_cells(plan, labels, text)) for text in plan.found.texts)
    columns = ("Text", "Date", "Body", "Wording", "Cites", "Cited by")
    return PictureTable(f"Citations among the texts: {plan.found.principle_name}", columns, rows)


def _cells(plan: _ArcPlan, labels: dict[str, str], text: Affirming) -> tuple[Cell, ...]:
    wording = plan.letters.get(text.formulation)
    return (
        *text_cells(plan.facts, text),
        Cell(wording.letter if wording else ""),
        Cell(", ".join(sorted(labels[iri] for iri in plan.cites[text.iri]))),
        Cell(str(text.cited_by or ""), kind="figure"),
    )
