"""SVG elements, the drawings that they make, and the marks of texts in them.

By the standard library: drawsvg is untyped, svg.py does not escape texts, and neither draws more
than the few elements that are needed here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foc_graph.rdf.xml_chars import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.pictures.affirmations import Affirming

#: What names of ids and files do without.
ODD = re.compile(r"[^A-Za-z0-9._-]+")


def frame(width: int, height: int, heading: str, description: str) -> ET.Element:
    """Return an empty drawing with a title and a description for those who hear it."""
    root = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width} {height}",
        "role": "img",
        "aria-labelledby": "title description",
    })  # fmt: skip
    add(root, "title", heading, id="title")
    add(root, "desc", description, id="description")
    add(root, "style", _style_sheet())
    add(root, "rect", class_="paper", width=width, height=height)
    return root


@cache
def _style_sheet() -> str:
    sheet = files("foc_graph.exports").joinpath("picture.css")
    return f"\n{sheet.read_text(encoding='utf-8')}"


def add(
    parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str | float
) -> ET.Element:
    """Append an element; ``class_`` is ``class``, numbers have one decimal at the most."""
    named = {key.rstrip("_").replace("_", "-"): number(value) for key, value in attributes.items()}
    child = ET.SubElement(parent, tag, named)
    child.text = None if text is None else xml_text(text)
    return child


def number(value: str | float) -> str:
    """Return a number as SVG writes it, without needless digits."""
    return xml_text(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def to_bytes(root: ET.Element) -> bytes:
    """Return the document in UTF-8, an element a line."""
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f"{text}\n".encode()


def drawing(name: str, title: str, description: str, **attributes: str | float) -> ET.Element:
    """Return an empty drawing for a page; ``name`` starts its ids.

    It is a group, not an image: what is in an image cannot be a link (WAI-ARIA 1.2, ``img``:
    children presentational).
    """
    holder = ET.Element("div")
    labels = f"{name}-title {name}-desc"
    root = add(holder, "svg", role="group", aria_labelledby=labels, **attributes)
    add(root, "title", title, id=f"{name}-title")
    add(root, "desc", description, id=f"{name}-desc")
    return root


def link(parent: ET.Element, href: str | None, **attributes: str | float) -> ET.Element:
    """Append an ``a``, or a ``g`` where there is no page to link to."""
    if href is None:
        return add(parent, "g", **attributes)
    return add(parent, "a", href=href, **attributes)


def markup(root: ET.Element) -> str:
    """Return a drawing as it stands in an HTML page."""
    text: str = ET.tostring(root, encoding="unicode")
    return text.replace(" />", "/>")


def anchors(iris: Iterable[str], *, start: str = "at-") -> dict[str, str]:
    """Return an id for each: the last part of the IRI; a number behind one that occurs twice.

    >>> anchors(["https://example.org/a/20-8", "https://example.org/b/20-8"])
    {'https://example.org/a/20-8': 'at-20-8', 'https://example.org/b/20-8': 'at-20-8-2'}
    """
    iris = list(dict.fromkeys(iris))
    last = (ODD.sub("-", iri.rstrip("/").rpartition("/")[2]) or "it" for iri in iris)
    return dict(zip(iris, numbered(f"{start}{name}" for name in last), strict=True))


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Yield names, with a number behind one that was there before."""
    taken: set[str] = set()
    for wanted in names:
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        yield name


def mark(parent: ET.Element, text: Affirming, x: float, y: float, radius: float) -> ET.Element:
    """Draw a text: a diamond if it coins a wording, hollow if no source was seen."""
    hollow = "" if text.confirmed else " hollow"
    if not text.coins:
        return add(parent, "circle", class_=f"dot{hollow}", cx=x, cy=y, r=radius)
    reach = number(radius * 1.3)
    start = f"M{number(x)},{number(y - radius * 1.3)}"
    path = f"{start}l{reach},{reach}l-{reach},{reach}l-{reach},-{reach}z"
    return add(parent, "path", class_=f"diamond{hollow}", d=path)
