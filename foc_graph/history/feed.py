"""``feed.atom``: the latest changes for feed readers (RFC 4287).

Dates are those of the commits: the same history gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from foc_graph.history.words import counted
from foc_graph.rdf.xml_chars import xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.history.changes import Step
    from foc_graph.history.log import History
    from foc_graph.history.words import ChangeWording

PATH = "feed.atom"
MEDIA_TYPE = "application/atom+xml"

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"

#: Entries of the feed, and entities that one entry names.
MOST_ENTRIES, MOST_NAMED = 50, 40

#: Of a feed without entries: RFC 4287, section 4.1.1 asks for a date.
NEVER = "1970-01-01T00:00:00Z"


def instant(time: str) -> str:
    """Return the time of a commit in UTC (RFC 3339).

    >>> instant("2026-11-23T23:14:38+01:00")
    '2026-11-23T22:14:38Z'
    """
    return datetime.fromisoformat(time).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identifier(base: str, step: Step) -> str:
    """Return the identifier of a step: a tag URI (RFC 4151) of the host of the base and that day.

    A base without a host has none to give: the id of the commit stands alone.
    """
    host = urlsplit(base).hostname
    day = instant(step.commit.time)[:10]
    if not host or not re.fullmatch(r"[a-z0-9.-]+", host):
        return f"urn:x-commit:{step.commit.id}"
    path = urlsplit(base).path.strip("/")
    return f"tag:{host},{day}:{f'{path}/' if path else ''}commit/{step.commit.id}"


def feed(history: History, wording: ChangeWording, *, base: str, title: str, author: str) -> bytes:
    """Return the feed; ``base`` is the address of the site, with a slash at its end."""
    steps = history.steps[:MOST_ENTRIES]
    root = ET.Element("feed", {"xmlns": ATOM})
    _add(root, "id", f"{base}{PATH}")
    _add(root, "title", f"{title}: changes")
    if history.missing:
        _add(root, "subtitle", history.missing)
    _add(root, "updated", max((instant(s.commit.time) for s in steps), default=NEVER))
    _link(root, "self", f"{base}{PATH}", MEDIA_TYPE)
    _link(root, "alternate", f"{base}changes.html", "text/html")
    _add(ET.SubElement(root, "author"), "name", author)
    for step in steps:
        _entry(root, step, wording, base)
    ET.indent(root, space=" ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, step: Step, wording: ChangeWording, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", identifier(base, step))
    _add(entry, "title", f"{step.commit.subject} ({counted(step.changes)})")
    _add(entry, "updated", instant(step.commit.time))
    _link(entry, "alternate", f"{base}changes.html#{step.anchor}", "text/html")
    _link(entry, "related", f"{base}{patch_path(step)}", "application/rdf-patch")
    content = ET.SubElement(entry, "content", {"type": "xhtml"})
    lines = [wording.summary(change) for change in step.changes[:MOST_NAMED]]
    content.append(_listed(lines, len(step.changes) - len(lines)))


def patch_path(step: Step) -> str:
    """Return where the RDF Patch of a step lies, from the root of the site."""
    return f"changes/{step.commit.id[:12]}.rdfp"


def _listed(lines: Sequence[str], left_out: int) -> ET.Element:
    div = ET.Element("div", {"xmlns": XHTML})
    items = ET.SubElement(div, "ul")
    for line in lines:
        _add(items, "li", line)
    if left_out:
        _add(div, "p", f"and {left_out:,} more")
    return div


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = xml_text(text)


def _link(parent: ET.Element, relation: str, target: str, media_type: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": target, "type": media_type})
