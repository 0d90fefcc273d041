"""Ids of marks in a picture, so that a page can link to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
