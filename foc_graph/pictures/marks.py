"""Ids of marks in a picture, so that a page can link to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foc_graph.pictures.drawing import add, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from foc_graph.pictures.affirmations import Affirming

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def anchors(iris: Iterable[str], *, start: str = "at-") -> dict[str, str]:
    """Return an id for each: the last part of the IRI; a number behind one that occurs twice.

    >>> anchors(["https://example.org/a/20-8", "https://example.org/b/20-8"])
    {'https://example.org/a/20-8': 'at-20-8', 'https://example.org/b/20-8': 'at-20-8-2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for iri in iris:
        name = wanted = f"{start}{_ODD.sub('-', iri.rstrip('/').rpartition('/')[2]) or 'it'}"
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        found[iri] = name
    return found


def mark(parent: Element, text: Affirming, x: float, y: float, radius: float) -> Element:
    """Draw a text: a diamond if it coins a wording, hollow if no source was seen."""
    hollow = "" if text.confirmed else " hollow"
    if not text.coins:
        return add(parent, "circle", class_=f"dot{hollow}", cx=x, cy=y, r=radius)
    reach = number(radius * 1.3)
    start = f"M{number(x)},{number(y - radius * 1.3)}"
    path = f"{start}l{reach},{reach}l-{reach},{reach}l-{reach},-{reach}z"
    return add(parent, "path", class_=f"diamond{hollow}", d=path)
