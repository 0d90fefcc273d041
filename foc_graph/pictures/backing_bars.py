"""How many backed each text: members of the coalition at the time, later members, the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from foc_graph.pictures.dates import in_words, in_year
from foc_graph.pictures.memberships import STANDINGS
from foc_graph.pictures.model import Cell, Key, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.svg import add, drawing, link, markup
from foc_graph.pictures.words import count, cut

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.sponsorships import Backed, Sponsors

NAME = "backing"
_ROW, _BAR = 40.0, 12.0


def backing(facts: PictureFacts, found: Sponsors) -> Picture | None:
    """Draw a bar a text; None where no sponsor is held."""
    if not found.backings:
        return None
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found.backings:
        counts[one.text][one.standing] += 1
    used = {one.standing for one in found.backings}
    shown = [standing for standing in STANDINGS if standing in used]
    coalition = found.coalition.name if found.coalition else ""
    short = sum(not text.complete for text in found.texts)
    description = (
        f"{count(len(found.backings), 'sponsorship')} of {count(len(found.texts), 'text')} by "
        f"{count(len(found.actors), 'state or body', 'states and bodies')}. "
        f"{count(short, 'list is', 'lists are')} not known to be complete, and marked with a +."
    )
    title = f"Sponsors and the {coalition}" if coalition else "Sponsors"
    root = drawing(NAME, title, description, class_="fluid", width="100%")
    root.set("height", f"{len(found.texts) * _ROW:.0f}")
    most = max(sum(own.values()) for own in counts.values())
    for place, text in enumerate(found.texts):
        _text(facts, root, text, counts[text.iri], shown, most, place * _ROW)
    legend = tuple(Key(f"square standing-{name}", STANDINGS[name]) for name in shown)
    return Picture(NAME, markup(root), _table(facts, found, counts, shown), title, description,
                   description, legend)  # fmt: skip


def _text(  # noqa: PLR0913, PLR0917 - what there is to draw
    facts: PictureFacts,
    root: Element,
    text: Backed,
    counts: Counter[str],
    shown: list[str],
    most: int,
    top: float,
) -> None:
    anchor = link(root, facts.link(text.iri))
    total = f"{sum(counts.values())}{'' if text.complete else '+'}"
    day = f"{in_year(text.date)} {text.date[:4]}".strip() if text.date else ""
    add(anchor, "text", cut(text.label, 32), class_="strong small", x=0, y=top + 13)
    add(
        root,
        "text",
        f"{day} · {total}" if day else total,
        class_="small quiet end",
        x="100%",
        y=top + 13,
    )
    start = 0.0
    for standing in shown:
        width = 100 * counts[standing] / most
        if width:
            spot = {"x": f"{start:.2f}%", "width": f"{width:.2f}%"}
            kind = f"square standing-{standing}"
            shape = add(root, "rect", class_=kind, y=top + 18, height=_BAR, **spot)
            add(shape, "title", f"{counts[standing]} {STANDINGS[standing]}")
        start += width


def _table(
    facts: PictureFacts, found: Sponsors, counts: dict[str, Counter[str]], shown: list[str]
) -> PictureTable:
    rows = tuple(
        PictureRow((
            Cell(text.label, facts.link(text.iri)),
            Cell(in_words(text.date) if text.date else "not known"),
            *(Cell(str(counts[text.iri][name] or ""), kind="figure") for name in shown),
            Cell(str(sum(counts[text.iri].values())), kind="figure"),
            Cell(text.coverage),
        ))
        for text in found.texts
    )  # fmt: skip
    columns = (
        "Text",
        "Date",
        *(STANDINGS[name].capitalize() for name in shown),
        "All",
        "List held",
    )
    return PictureTable("Sponsors by text", columns, rows)
