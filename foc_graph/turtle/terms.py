"""IRIs and literals as Turtle writes them (Turtle 1.1, section 6.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

#: Scheme, authority and the path up to its last slash: what `<name>` is put behind.
_FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/(?:[^?#]*/)?")
#: A reference that resolves by being put behind the folder: no colon in its first segment.
_PLAIN = re.compile(r"[^:/?#]+(?:[/?#].*)?", re.DOTALL)
_DOT_SEGMENT = re.compile(r"(?:^|/)\.\.?(?:[/?#]|$)")


def relative_to(iri: str, base: str) -> str | None:
    """Return the reference that resolves to ``iri`` against ``base``, or None.

    Never one with ``..`` or a leading slash: nobody reads those with ease.

    >>> relative_to("https://w3id.org/g/id/doc/X#op1", "https://w3id.org/g/id/")
    'doc/X#op1'
    >>> relative_to("https://w3id.org/g/ns#A", "https://w3id.org/g/id/") is None
    True
    """
    document = base.partition("#")[0]
    if iri == document:
        return ""
    if iri.startswith(f"{document}#"):
        return iri[len(document) :]
    folder = _FOLDER.match(document)
    if folder is None or not iri.startswith(folder[0]) or _DOT_SEGMENT.search(document):
        return None
    rest = iri[folder.end() :]
    return rest if _PLAIN.fullmatch(rest) and not _DOT_SEGMENT.search(rest) else None


#: Datatype -> what may stand bare: INTEGER, DECIMAL, DOUBLE and BooleanLiteral ([19]-[21], [133s]).
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}

#: PN_CHARS_BASE [163s].
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARACTERS = rf"{_LETTERS}0-9_\-\u00b7\u0300-\u036f\u203f-\u2040"

#: PN_LOCAL [168s] without PN_LOCAL_ESC; the empty local part included.
_LOCAL = re.compile(
    rf"(?:(?:[{_LETTERS}_:0-9]|%[0-9A-Fa-f]{{2}})"
    rf"(?:(?:[{_CHARACTERS}.:]|%[0-9A-Fa-f]{{2}})*(?:[{_CHARACTERS}:]|%[0-9A-Fa-f]{{2}}))?)?"
)

_NAMED_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"} | {
    "\b": "\\b",
    "\f": "\\f",
}
_ESCAPES = str.maketrans({chr(c): f"\\u{c:04X}" for c in (*range(0x20), 0x7F)} | _NAMED_ESCAPES)
#: Between three quotes, line breaks and single quotation marks stand for themselves.
_LONG_ESCAPES = {k: v for k, v in _ESCAPES.items() if k not in (ord("\n"), ord('"'))}
#: A quotation mark that another one or the end follows.
_CLOSING = re.compile(r'"(?="|\Z)')

#: A term in Turtle, and the prefix that it takes.
Written = tuple[str, str | None]


class TermWriter:
    """Writes terms for one base and one prefix map, and remembers what it wrote.

    The longest namespace wins, the base before a prefix of the same length: ``<doc/X>`` and not
    ``<https://…/id/doc/X>`` in data, ``foc:Act`` and not ``<ns#Act>`` in the ontology.
    """

    def __init__(self, base: str | None, prefixes: Mapping[str, str]) -> None:
        self.base = base
        self.prefixes = prefixes
        self._longest_first = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self._written: dict[str, Written] = {}

    def iri(self, iri: str) -> Written:
        """Return ``<relative>``, else ``prefix:local``, else ``<the whole IRI>``."""
        found = self._written.get(iri)
        if found is None:
            found = self._written[iri] = self._write_iri(iri)
        return found

    def _write_iri(self, iri: str) -> Written:
        relative = relative_to(iri, self.base) if self.base else None
        for prefix, namespace in self._longest_first:
            if relative is not None and len(namespace) <= len(iri) - len(relative):
                break
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}", prefix
        return (f"<{iri if relative is None else relative}>", None)

    def literal(self, literal: ox.Literal) -> Written:
        """Return a literal with its lexical form as it is; numbers and booleans bare."""
        value = literal.value
        if literal.language:
            direction = f"--{literal.direction}" if literal.direction else ""
            return f"{quote(value)}@{literal.language}{direction}", None
        datatype = literal.datatype.value
        if datatype == f"{XSD}string":
            return quote(value), None
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(value):
            return value, None
        text, prefix = self.iri(datatype)
        return f"{quote(value)}^^{text}", prefix


def quote(value: str) -> str:
    """Return a string between quotation marks, three of them where it has line breaks."""
    if "\n" not in value:
        return f'"{value.translate(_ESCAPES)}"'
    body = _CLOSING.sub(r"\"", value.translate(_LONG_ESCAPES))
    return f'"""{body}"""'
