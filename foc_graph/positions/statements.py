"""A text in Turtle, TriG, N-Triples or N-Quads, split into statements without reading them.

One regular expression does it, a match a statement, so that what nobody asks for is only skipped.
Statements in a row that write their subject alike count as one.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.positions.turtle import TurtleReader, resolve
from foc_graph.positions.turtle_tokens import (
    AT,
    BLANK,
    IRI,
    NAME,
    NUMBER,
    SPACE,
    STRING,
    unescape,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foc_graph.positions.lines import PlacedTriple

#: So many statements are kept once they are read.
CACHED = 5_000

_LABEL = rf"(?>{IRI}|{NAME}|{BLANK})"
_REST = rf"""(?:{SPACE}|{NAME}|{IRI}|[;,()\[\]]|{STRING}|{AT}|\^\^|{NUMBER}|{BLANK}
    |[A-Za-z]++)*+(?:\.|(?=\}}))"""

_PIECE = re.compile(
    rf"""
    {SPACE}*+ (?:
      (?P<statement> (?:(?P<subject>{_LABEL})|(?=[\[(])) {_REST}
        (?: {SPACE}*+ (?P=subject)(?![\w:\-·%\\.]) {_REST} )*+ )
    | (?P<directive> (?:@prefix|@base|(?i:prefix|base)(?=[\s<\#])) {SPACE}*+
        (?P<prefix>{NAME})? {SPACE}*+ (?P<iri>{IRI}) {SPACE}*+ \.? )
    | (?P<block> [{{}}] | (?: (?i:graph)(?![\w:.\-]) {SPACE}*+ )?
        (?:{_LABEL}|\[{SPACE}*+\]) {SPACE}*+ \{{ )
    | (?P<end> \Z )
    | (?P<unknown> . )
    )
    """,
    re.VERBOSE | re.DOTALL,
)


class NameScanner(NamedTuple):
    """What names mean at some place of a text: its base and its prefixes."""

    base: str
    prefixes: Mapping[str, str]

    def iri(self, token: str) -> str:
        """Return the IRI that a token stands for."""
        if token.startswith("<"):
            return resolve(self.base, unescape(token[1:-1]))
        prefix, _, local = token.partition(":")
        return self.prefixes.get(prefix, "") + unescape(local)

    def after(self, prefix: str | None, iri: str) -> NameScanner:
        """Return what names mean behind a directive; the same where it says nothing new."""
        found = self.iri(iri)
        if prefix is None:
            return self if found == self.base else NameScanner(found, self.prefixes)
        name = prefix.removesuffix(":")
        if self.prefixes.get(name) == found:
            return self
        return NameScanner(self.base, {**self.prefixes, name: found})


class StatementScanner:
    """Where the statements of a text start and end, and which IRI each is about."""

    def __init__(self, text: str, base: str, reader: type[TurtleReader] = TurtleReader) -> None:
        """Split a text.

        Raises:
            ValueError: it holds what is none of RDF 1.1.

        """
        self._text = text
        self._reader = reader
        self._starts, self._ends = array("Q"), array("Q")
        self._names: list[NameScanner] = []
        #: IRI -> the numbers of the statements about it, in order.
        self.numbers: dict[str, list[int]] = {}
        self.triples: Callable[[int], list[PlacedTriple]] = lru_cache(CACHED)(self._read)
        now = NameScanner(base, {})
        for match in _PIECE.finditer(text):
            kind = match.lastgroup
            if kind == "statement":
                self._add(match, now)
            elif kind == "directive":
                now = now.after(match["prefix"], match["iri"])
            elif kind == "unknown":
                raise ValueError(match["unknown"])

    def __len__(self) -> int:
        return len(self._starts)

    def _read(self, number: int) -> list[PlacedTriple]:
        """Read one statement."""
        base, prefixes = self._names[number]
        reader = self._reader(self._text, base, dict(prefixes))
        return reader.read(self._starts[number], self._ends[number])

    def _add(self, match: re.Match[str], names: NameScanner) -> None:
        subject = match["subject"]
        if subject is not None and not subject.startswith("_:"):
            self.numbers.setdefault(names.iri(subject), []).append(len(self))
        self._starts.append(match.start())
        self._ends.append(match.end())
        self._names.append(names)
