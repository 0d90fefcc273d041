"""A text in Turtle, TriG, N-Triples or N-Quads, split into statements without reading them.

One regular expression does it, a match a statement, so that what nobody asks for is only skipped.
Statements in a row that write their subject alike count as one.

The parser emits the quads of a statement in a row, and the statements in the order of the file. So
a statement that says something of a named node is found by counting what is said of that node.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.positions.index import is_blank, same_nodes
from foc_graph.positions.turtle import (
    AT,
    BLANK,
    IRI,
    NAME,
    NUMBER,
    SPACE,
    STRING,
    TurtleReader,
    iri_of,
)
from foc_graph.rdf.terms import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foc_graph.positions.index import Names, Runs
    from foc_graph.positions.lines import PlacedTriple

#: So many statements are kept once they are read.
CACHED = 5_000

#: So many quads or statements in a row may be about nodes without names.
_FAR = 1_000

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

    def after(self, prefix: str | None, iri: str) -> NameScanner:
        """Return what names mean behind a directive; the same where it says nothing new."""
        found = iri_of(iri, *self)
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
            self.numbers.setdefault(iri_of(subject, *names), []).append(len(self))
        self._starts.append(match.start())
        self._ends.append(match.end())
        self._names.append(names)


class StatementPositions:
    """The statements of a file beside its quads.

    Every method raises ValueError or LookupError where the two do not run side by side.
    """

    def __init__(self, statements: StatementScanner, runs: Runs) -> None:
        self._statements = statements
        self._runs = runs
        self._starts = {0: 0}

    def about(self, node: ox.BlankNode) -> list[int]:
        """Return the statements in which a node is a subject, in order."""
        found: list[int] = []
        for position in self._runs.of(node):
            if not found or position >= self._start(found[-1] + 1):
                found.append(self._statement(position))
        return found

    def names(self, number: int) -> Names:
        """Return how the quads name the blank nodes of a statement."""
        triples = self._statements.triples(number)
        if not any(is_blank(t.subject, t.value) for t in triples):
            return {}
        start = self._start(number)
        names = same_nodes(triples, self._runs.quads[start : start + len(triples)])
        if not names:
            raise ValueError(number)
        return names

    def _statement(self, position: int) -> int:
        """Return the statement that a quad comes from."""
        number = self._before(position)
        while position >= self._start(number + 1):
            number += 1
        return number

    def _before(self, position: int) -> int:
        """Return a statement with a named subject, near a quad and not behind it; or the first."""
        for back in range(position, max(position - _FAR, -1), -1):
            subject = self._runs.quads[back].subject
            if isinstance(subject, ox.NamedNode):
                numbers = self._statements.numbers[subject.value]
                return numbers[bisect_right(numbers, position, key=self._start) - 1]
        if position >= _FAR:
            raise ValueError(position)
        return 0

    def _start(self, number: int) -> int:
        """Return the position of the first quad of a statement."""
        known = number
        while known not in self._starts:
            start = self._counted(known)
            if start is not None:
                self._starts[known] = start
            elif number - known > _FAR:
                raise ValueError(number)
            else:
                known -= 1
        for each in range(known, number):
            self._starts[each + 1] = self._starts[each] + len(self._statements.triples(each))
        return self._starts[number]

    def _counted(self, number: int) -> int | None:
        """Return the position of the first quad of a statement, from what is said of its subject.

        The parser emits a list partly before the triple with that list, so that tells nothing.
        """
        if number == len(self._statements):
            return None
        triples = self._statements.triples(number)
        lists = {triple.subject for triple in triples if triple.predicate == FIRST}
        named = [n for n, triple in enumerate(triples) if isinstance(triple.subject, ox.NamedNode)]
        for count, at in enumerate(named):
            if triples[at].value not in lists:
                before = self._said_before(number, triples[at])
                return self._runs.position(triples[at].subject, before + count) - at
        return None

    def _said_before(self, number: int, triple: PlacedTriple) -> int:
        """Return how many triples earlier statements have with the subject of this one."""
        earlier = (n for n in self._statements.numbers[triple.subject.value] if n < number)
        return sum(
            one.subject == triple.subject
            for other in earlier
            for one in self._statements.triples(other)
        )
