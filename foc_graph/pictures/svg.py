"""SVG elements.

By the standard library: drawsvg is untyped, svg.py does not escape texts, and neither draws more
than the few elements that are needed here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from importlib.resources import files

from foc_graph.rdf.xml_chars import xml_text


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
