"""Drawings that stand in an HTML page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from foc_graph.pictures.svg import add, number

__all__ = ["add", "drawing", "link", "markup", "number"]


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
