"""The tags of an XML document with their offsets, for text that parses (XML 1.0, section 3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from foc_graph.positions.lines import Offsets

_MARKUP = re.compile(
    r"""
      <!--.*?-->
    | <!\[CDATA\[.*?\]\]>
    | <\?.*?\?>
    | <!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*'|\[(?:[^\]"']|"[^"]*"|'[^']*')*\])*>
    | </(?P<end>[^\s>]+)\s*>
    | <(?P<start>[^\s/>!?]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Attribute(NamedTuple):
    """An attribute: where its name and its value stand, and the value as written."""

    name_at: Offsets
    value_at: Offsets
    value: str


@dataclass
class Element:
    """An element: the offsets of its name, of its attributes, and of what it holds."""

    name: str
    name_at: Offsets
    start: int
    opened: int
    above: Element | None
    attributes: dict[str, Attribute]
    below: list[Element] = field(default_factory=list)
    closed: int = 0

    def attribute(self, *names: str) -> Attribute | None:
        """Return the first attribute with one of these names; prefixes aside."""
        for written, attribute in self.attributes.items():
            if local(written) in names:
                return attribute
        return None

    @property
    def is_node(self) -> bool:
        """Whether this is a node element, and no property element (RDF 1.1 XML Syntax, 2.2)."""
        above = self.above
        if above is None:
            return local(self.name) != "RDF"
        if above.is_node:
            return False
        kind = above.attribute("parseType")
        return kind is None or kind.value != "Resource"


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def read_tags(text: str) -> list[tuple[int, Element | None, bool]]:
    """Return for each piece of markup where it ends, its element, and whether it opens it."""
    found: list[tuple[int, Element | None, bool]] = []
    current: Element | None = None
    for match in _MARKUP.finditer(text):
        if match["start"]:
            element = _element(match, current)
            found.append((match.end(), element, True))
            if not match["empty"]:
                current = element
        elif match["end"] and current is not None:
            current.closed = match.start()
            found.append((match.end(), current, False))
            current = current.above
        else:
            found.append((match.end(), None, False))
    return found


def _element(match: re.Match[str], above: Element | None) -> Element:
    start = match.start("attributes")
    attributes = {
        one[1]: Attribute(
            (start + one.start(1), start + one.end(1)),
            (start + one.start(one.lastindex or 0), start + one.end(one.lastindex or 0)),
            one[one.lastindex or 0],
        )
        for one in _ATTRIBUTE.finditer(match["attributes"])
    }
    element = Element(
        match["start"], match.span("start"), match.start(), match.end(), above, attributes
    )
    element.closed = match.end()
    if above is not None:
        above.below.append(element)
    return element
