"""The places of one file; of a large one only the statements that are asked for are read."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.positions.index import OBJECT, UNFOLLOWED, PlaceIndex, indexed, is_blank
from foc_graph.positions.lines import Lines
from foc_graph.positions.statements import CACHED, StatementPositions, StatementScanner
from foc_graph.positions.turtle import TurtleReader
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.positions.index import Runs
    from foc_graph.positions.lines import Place, PlacedTriple
    from foc_graph.rdf.terms import Term


class Parts:
    """The triples of a file, read as far as they are asked for.

    Everything is read where statements cannot be told apart, or not be matched with the quads.
    """

    def __init__(
        self, text: str, runs: Runs, base: str, reader: type[TurtleReader] = TurtleReader
    ) -> None:
        self._text = text
        self._runs = runs
        self._base = base
        self._reader = reader
        self._whole: PlaceIndex | None = None
        self._plain = lru_cache(CACHED)(self._read)
        self._matched = lru_cache(CACHED)(self._match)

    def describes(self, node: Term) -> bool:
        """Whether the file says something of a node."""
        if self._whole is None and isinstance(node, ox.NamedNode):
            try:
                return node.value in self._statements.numbers
            except UNFOLLOWED:
                self._whole = self._read_whole()
        return bool(self._runs.starts(node))

    def hold(self, subject: Term, predicate: Term, value: Term) -> bool:
        """Whether a triple stands in the file."""
        if self.find(subject, predicate, value):
            return True
        if self._whole is None and not is_blank(subject, value):
            return False
        return self._runs.hold(subject, predicate, value)

    def find(
        self,
        subject: Term | None = None,
        predicate: Term | None = None,
        value: Term | None = None,
        near: Iterable[Term] = (),
    ) -> PlacedTriple | None:
        """Return the first triple with these terms; ``near`` are the subjects that have a value."""
        if self._whole is None:
            subjects = near or self._holders(value) if subject is None else [subject]
            # Telling blank nodes apart is dear, and of no use to a question about others.
            index = self._matched if is_blank(subject, value) else self._plain
            try:
                numbers = sorted({number for one in subjects for number in self._about(one)})
                found = (index(number).find(subject, predicate, value) for number in numbers)
                return next(filter(None, found), None)
            except UNFOLLOWED:
                self._whole = self._read_whole()
        return self._whole.find(subject, predicate, value)

    def _about(self, subject: Term) -> list[int]:
        if isinstance(subject, ox.BlankNode):
            return self._positions.about(subject)
        return self._statements.numbers.get(subject.value, [])

    def _holders(self, value: Term | None) -> Iterator[Term]:
        """Yield the subject that is the first to have a value."""
        for quad, term in zip(self._runs.quads, map(OBJECT, self._runs.quads), strict=True):
            if term == value:
                yield quad.subject  # type: ignore[misc]
                return

    @cached_property
    def _statements(self) -> StatementScanner:
        return StatementScanner(self._text, self._base, self._reader)

    @cached_property
    def _positions(self) -> StatementPositions:
        return StatementPositions(self._statements, self._runs)

    def _read(self, number: int) -> PlaceIndex:
        return PlaceIndex(self._statements.triples(number), {})

    def _match(self, number: int) -> PlaceIndex:
        return PlaceIndex(self._statements.triples(number), self._positions.names(number))

    def _read_whole(self) -> PlaceIndex:
        try:
            return indexed(self._reader(self._text, self._base).read(), self._runs.quads)
        except UNFOLLOWED:
            return PlaceIndex((), {})


class FilePlaces:
    """Where the triples of one file stand."""

    def __init__(self, text: str, found: PlaceIndex | Parts) -> None:
        self._lines = Lines(text)
        self.found = found

    def of_triple(self, subject: Term, predicate: Term, value: Term) -> Place | None:
        """Return the place of the value of a triple."""
        triple = self.found.find(subject, predicate, value)
        return self._lines.place(triple.value_at) if triple else None

    def of_predicate(self, subject: Term, predicate: Term) -> Place | None:
        """Return the place of a predicate of a subject."""
        triple = self.found.find(subject, predicate)
        return self._lines.place(triple.predicate_at) if triple else None

    def of_subject(self, subject: Term) -> Place | None:
        """Return where the description of a node starts, the one with its class if there are two.

        A node that only stands in another, such as ``[ ]``, starts there.
        """
        triple = self.found.find(subject, TYPE) or self.found.find(subject)
        return self._lines.place(triple.subject_at) if triple else None

    def of_value(self, value: Term, near: Iterable[Term] = ()) -> Place | None:
        """Return where a node first is a value; ``near`` are the subjects that have it."""
        triple = self.found.find(value=value, near=near)
        return self._lines.place(triple.value_at) if triple else None
