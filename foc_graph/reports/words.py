"""Terms, paths and messages as people read them: short names, no control characters, not too long.

What comes from data is never trusted: it must not move a terminal's cursor or break a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.rdf.terms import Term

_IRI = re.compile(r"<?\bhttps?://[^\s<>\"'{}|\\^`]*[^\s<>\"'{}|\\^`.,;:!?)]>?")

#: C0 and C1 controls but for tab and line ends, and what turns the direction of text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

#: Longer values are cut; the place says where the whole of it stands.
LONGEST = 80


def plain(text: str) -> str:
    """Return text that a terminal shows and does not obey."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(plain(text).split())


def cut(text: str, longest: int = LONGEST) -> str:
    """Return text that is not longer than that."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def name_of(term: Term, prefixes: PrefixMap | None, *, longest: int = LONGEST) -> str:
    """Return a term as it could stand in the data; blank nodes have no name that stays."""
    if isinstance(term, ox.NamedNode):
        return short(term.value, prefixes)
    text = "a blank node" if isinstance(term, ox.BlankNode) else _literal(term, prefixes)
    return cut(text, longest)


def _literal(literal: ox.Literal, prefixes: PrefixMap | None) -> str:
    escaped = literal.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    text = f'"{plain(escaped)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    if literal.datatype.value.endswith("#string"):
        return text
    return f"{text}^^{short(literal.datatype.value, prefixes)}"


def short(iri: str, prefixes: PrefixMap | None) -> str:
    """Return a short name where the prefix map has one, else the IRI in angle brackets."""
    name = prefixes.shorten(iri) if prefixes else iri
    return f"<{plain(iri)}>" if name == iri else name


def shortened(message: str, prefixes: PrefixMap | None) -> str:
    """Return a message on one line, with IRIs as short as the prefix map allows."""
    text = one_line(message)
    if prefixes is None:
        return text
    return _IRI.sub(lambda match: prefixes.shorten(match[0].strip("<>")), text)


def short_path(sparql: str, prefixes: PrefixMap | None) -> str:
    """Return a property path with short names."""
    return _IRI.sub(lambda match: short(match[0].strip("<>"), prefixes), sparql)


def number(count: int, name: str) -> str:
    """Return how many there are: ``1 file``, ``1,200 files``, ``2 entries``."""
    plural = f"{name[:-1]}ies" if name.endswith("ry") else f"{name}s"
    return f"{count:,} {name if count == 1 else plural}"
