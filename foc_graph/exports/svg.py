"""SVG: the picture of the lineage of a principle, as a timeline."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from foc_graph.exports.common import SingleFile
from foc_graph.names.names import Names
from foc_graph.pictures.beeswarm import WIDTH, timeline
from foc_graph.pictures.dates import in_words
from foc_graph.pictures.lineage import OTHER, lineage
from foc_graph.pictures.svg import add, frame, number, to_bytes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.dataset.content import Content
    from foc_graph.pictures.beeswarm import Dot, Lane, Timeline
    from foc_graph.pictures.lineage import Lineage

#: Below the lanes: years, then the legend.
_FOOT = 196

#: Letters of a lane's name in one line beside the lane.
_LETTERS = 17


class Svg(SingleFile):
    """SVG 1.1 (W3C Recommendation, 2011); one drawing for light and dark, wide and narrow."""

    name = "svg"
    title = "Picture"
    file_name = "lineage.svg"
    media_type = "image/svg+xml"
    purpose = "The lineage of the principle at a glance: who affirmed it when, citing whom."
    load = "![The lineage of the principle](lineage.svg)"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return to_bytes(_draw(lineage(content, Names(content))))


def _draw(found: Lineage) -> Element:
    if not found.texts:
        return frame(WIDTH, 120, "Lineage", "No dated text in this graph affirms a principle.")
    plan = timeline(found)
    root = frame(WIDTH, round(plan.bottom) + _FOOT, found.principle_name, describe(found))
    for lane in plan.lanes:
        add(
            root,
            "rect",
            class_="band",
            x=12,
            y=lane.top,
            width=WIDTH - 24,
            height=lane.height,
            rx=10,
        )
    _years(root, plan)
    _arcs(root, plan, found)
    _stairs(root, plan)
    for lane in plan.lanes:
        for dot in lane.dots:
            _dot(root, dot)
    for label in plan.labels:
        kind = "label wide" if label.strong else "label minor wide"
        add(root, "text", label.text, class_=kind, x=label.x, y=label.y)
    _words(root, plan, found)
    _legend(root, plan.bottom + 72, found)
    return root


def _stairs(root: Element, plan: Timeline) -> None:
    """Ring the first text of each body and join the rings: how the principle went from one on."""
    firsts = [lane.dots[0] for lane in plan.lanes if lane.name != OTHER]
    corners = [f"{number(dot.x)},{number(dot.y)}" for dot in firsts]
    add(root, "polyline", class_="stairs", points=" ".join(corners))
    for dot in firsts:
        add(root, "circle", class_="first", cx=dot.x, cy=dot.y, r=dot.radius + 5)


def _words(root: Element, plan: Timeline, found: Lineage) -> None:
    sure = _counted(found)
    legend = "Lines lead to the texts they cite; the most cited are largest."
    add(root, "text", found.principle_name, class_="title", x=24, y=54)
    add(root, "text", f"{sure}. {legend}", class_="subtitle wide", x=24, y=90)
    add(root, "text", sure, class_="subtitle narrow", x=24, y=102)
    for lane in plan.lanes:
        _name(root, lane)


def _counted(found: Lineage) -> str:
    """Say how many texts affirm the principle; those without a source are counted apart."""
    sure = [text for text in found.texts if text.confirmed]
    since = f" since {in_words(sure[0].date)}" if sure else ""
    unsure = len(found.texts) - len(sure)
    more = f", {unsure} more unconfirmed" if unsure else ""
    return f"{len(sure)} texts have affirmed it{since}{more}"


def _name(root: Element, lane: Lane) -> None:
    middle = lane.top + lane.height / 2
    texts = "1 text" if len(lane.dots) == 1 else f"{len(lane.dots)} texts"
    lines = wrap(lane.name, _LETTERS)
    for place, line in enumerate(lines):
        y = middle - 11 * len(lines) + 10 + 22 * place
        add(root, "text", line, class_="lane wide", x=28, y=y)
    add(root, "text", texts, class_="count wide", x=28, y=middle + 11 * len(lines) + 10)
    first = lane.dots[0].text
    known = lane.name == OTHER or first.date[:4] in first.label
    since = first.date[:4] if lane.name == OTHER else first.label
    since = since if known else f"{since}, {first.date[:4]}"
    add(root, "text", f"{lane.name}: from {since}", class_="lane narrow", x=24, y=lane.top + 38)


def _years(root: Element, plan: Timeline) -> None:
    top, bottom = plan.lanes[0].top, plan.bottom
    for place, year in enumerate(plan.years):
        x = plan.x_of(year)
        add(root, "line", class_="year", x1=x, y1=top, x2=x, y2=bottom)
        if year != plan.years[-1]:
            middle = plan.x_of(year + 0.5)
            add(root, "text", str(year), class_="tick wide", x=middle, y=bottom + 24)
        if place % 4 == 1:
            add(root, "text", str(year), class_="tick narrow", x=x, y=bottom + 36)


def _arcs(root: Element, plan: Timeline, found: Lineage) -> None:
    """Draw who cites whom; lines to labelled texts on top of the others and stronger."""
    dots = {dot.text.iri: dot for lane in plan.lanes for dot in lane.dots}
    key = {lane.dots[0].text.iri for lane in plan.lanes}
    for citing, cited in sorted(found.citations, key=lambda pair: (pair[1] in key, pair)):
        path = _path(dots[citing], dots[cited])
        add(root, "path", class_="arc key" if cited in key else "arc", d=path)


def _path(citing: Dot, cited: Dot) -> str:
    start, end = f"M{number(citing.x)},{number(citing.y)}", f"{number(cited.x)},{number(cited.y)}"
    if citing.text.lane == cited.text.lane:
        bow = min(citing.y, cited.y) - 14 - abs(citing.x - cited.x) * 0.16
        return f"{start} Q{number((citing.x + cited.x) / 2)},{number(bow)} {end}"
    reach = (citing.x - cited.x) * 0.45
    near, far = citing.x - reach, cited.x + reach
    return f"{start} C{number(near)},{number(citing.y)} {number(far)},{number(cited.y)} {end}"


def _dot(root: Element, dot: Dot) -> None:
    text = dot.text
    kind = " ".join(("dot", text.place, text.wording, "" if text.confirmed else "unconfirmed"))
    # Lines end at the rim of a dot that is not filled, too.
    add(root, "circle", class_="under", cx=dot.x, cy=dot.y, r=dot.radius)
    # The stroke of a ring lies half outside of its radius.
    circle = add(root, "circle", class_=kind.strip(), cx=dot.x, cy=dot.y, r=dot.radius - 1.1)
    facts = [in_words(text.date), MEANING[text.place], MEANING[text.wording]]
    facts += [] if text.confirmed else [MEANING["unconfirmed"]]
    add(circle, "title", f"{text.label}: {text.title} ({', '.join(facts)})")


#: Class -> what it means, in the order of the legend.
MEANING = {
    "operative": "operative part",
    "preambular": "preamble",
    "elsewhere": "another part",
    "unplaced": "paragraph not known",
    "first": "first of its body",
    "same-words": "in the known words",
    "other-words": "in other words",
    "unseen-words": "words not held",
    "unconfirmed": "no source seen yet",
}


#: Of the legend on a narrow screen.
_COLUMNS = (24.0, 440.0, 820.0)


def _legend(root: Element, top: float, found: Lineage) -> None:
    """Explain what occurs in this picture."""
    used = {kind for text in found.texts for kind in (text.place, text.wording)}
    used |= {"first", *(() if all(text.confirmed for text in found.texts) else ("unconfirmed",))}
    shown = [kind for kind in MEANING if kind in used]
    for place, kind in enumerate(shown):
        x, y = 28 + (place % 5) * 232.0, top + (place // 5) * 34
        add(root, "circle", class_=f"{_sample(kind)} wide", cx=x + 8, cy=y - 5, r=7)
        add(root, "text", MEANING[kind], class_="legend wide", x=x + 26, y=y)
    for place, kind in enumerate(shown):
        x, y = _COLUMNS[place % 3], top + 12 + (place // 3) * 48
        add(root, "circle", class_=f"{_sample(kind)} narrow", cx=x + 14, cy=y - 11, r=13)
        add(root, "text", MEANING[kind], class_="legend narrow", x=x + 42, y=y)


def _sample(kind: str) -> str:
    """Return the classes of a sample; how a dot is filled is shown in no section's colour."""
    if kind == "first":
        return kind
    ink = " ink" if kind.endswith("-words") or kind == "unconfirmed" else ""
    return f"dot {kind}{ink}"


def describe(found: Lineage) -> str:
    """Say in words what the picture shows."""
    texts = found.texts
    span = f"from {in_words(texts[0].date)} to {in_words(texts[-1].date)}"
    said = [f"A timeline of {len(texts)} texts that affirm the principle, {span}."]
    said.append(f"{_counted(found)}.")
    for lane in found.lanes:
        own = [text for text in texts if text.lane == lane]
        first = own[0]
        said.append(f"{lane}: {len(own)}, the first {first.label} of {in_words(first.date)}.")
    said.append(f"{len(found.citations)} citations run between them.")
    if found.undated:
        said.append(f"Without a date, and so not drawn: {_undated(found)}.")
    return " ".join(said)


def _undated(found: Lineage) -> str:
    return ", ".join(text.label for text in found.undated)
