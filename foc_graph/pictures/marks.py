"""The mark of a text, the same in every picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.pictures.drawing import add, number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirming import Affirming


def mark(parent: Element, text: Affirming, x: float, y: float, radius: float) -> Element:
    """Draw a text: a diamond if it coins a wording, hollow if no source was seen."""
    hollow = "" if text.confirmed else " hollow"
    if not text.coins:
        return add(parent, "circle", class_=f"dot{hollow}", cx=x, cy=y, r=radius)
    reach = number(radius * 1.3)
    start = f"M{number(x)},{number(y - radius * 1.3)}"
    path = f"{start}l{reach},{reach}l-{reach},{reach}l-{reach},-{reach}z"
    return add(parent, "path", class_=f"diamond{hollow}", d=path)
