"""Where each triple of an RDF/XML file stands (RDF 1.1 XML Syntax, section 6).

The tags are read with their offsets, for text that parses (XML 1.0, section 3.1). The parser emits
a triple with the tag that completes it: that tells the element, and the blank nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox

from foc_graph.positions.lines import Offsets, PlacedTriple
from foc_graph.rdf.terms import FIRST, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


def read_tags(text: str) -> list[tuple[int, Element | None]]:
    """Return for each piece of markup where it ends, and its element."""
    found: list[tuple[int, Element | None]] = []
    current: Element | None = None
    for match in _MARKUP.finditer(text):
        if match["start"]:
            element = _element(match, current)
            found.append((match.end(), element))
            if not match["empty"]:
                current = element
        elif match["end"] and current is not None:
            current.closed = match.start()
            found.append((match.end(), current))
            current = current.above
        else:
            found.append((match.end(), None))
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


class _Feed:
    """A stream that gives one piece a call, and knows which one it gave last."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""
        self.piece = -1

    def read(self, size: int) -> bytes:
        """Return the next piece, or what is left of a long one."""
        if not self._rest:
            self._rest = next(self._pieces, "").encode()
            self.piece += 1
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


_ABOUT = ("about", "ID", "nodeID")


def rdfxml_triples(text: str, quads: Sequence[ox.Quad], base: str) -> Iterator[PlacedTriple]:
    """Yield the triples with their places; the terms are those of the parser."""
    tags = read_tags(text)
    ends = [0, *(end for end, _ in tags), len(text)]
    feed = _Feed(text[start:end] for start, end in pairwise(ends))
    members: dict[int, int] = {}
    emitted = ox.parse(cast("IO[bytes]", feed), format=ox.RdfFormat.RDF_XML, base_iri=base)
    for quad, _ in zip(quads, emitted, strict=True):
        element = tags[feed.piece][1] if feed.piece < len(tags) else None
        if element is not None:
            yield _placed(quad, element, members)


def _placed(quad: ox.Quad, element: Element, members: dict[int, int]) -> PlacedTriple:
    subject_at = _name(element if element.is_node else element.above or element)
    predicate_at, value_at = element.name_at, _value(element)
    attribute = _attribute(quad, element)
    if attribute is not None:
        predicate_at, value_at = attribute.name_at, attribute.value_at
        # A property element with property attributes describes its value (section 2.12).
        subject_at = subject_at if element.is_node else _value(element)
    elif element.is_node:
        value_at = element.name_at  # a typed node element: its name is the class
    elif quad.predicate == FIRST and element.below:
        position = members.get(id(element), 0)
        members[id(element)] = position + 1
        value_at = _name(element.below[min(position, len(element.below) - 1)])
    return PlacedTriple(
        quad.subject, quad.predicate, quad.object,  # type: ignore[arg-type]
        subject_at, predicate_at, value_at,
    )  # fmt: skip


def _attribute(quad: ox.Quad, element: Element) -> Attribute | None:
    """Return the property attribute that a triple comes from, ``rdf:type`` included."""
    is_type = quad.predicate == TYPE and isinstance(quad.object, ox.NamedNode)
    if not is_type and not isinstance(quad.object, ox.Literal):
        return None
    for name, attribute in element.attributes.items():
        prefix, colon, rest = name.rpartition(":")
        if colon and prefix not in ("xml", "xmlns"):
            before = quad.predicate.value.removesuffix(rest)
            if before != quad.predicate.value and before.endswith(("#", "/", ":")):
                return attribute
    return None


def _value(element: Element) -> Offsets:
    """Return the place of the value of a property element."""
    given = element.attribute("resource", "nodeID")
    if given is not None:
        return given.value_at
    if element.below and element.attribute("parseType") is None:
        return _name(element.below[0])
    if element.closed > element.opened:
        return (element.opened, element.closed)
    return (element.start, element.opened)


def _name(node: Element) -> Offsets:
    """Return where a node is named: its IRI or label, else the name of its element."""
    given = node.attribute(*_ABOUT)
    return given.value_at if given else node.name_at
