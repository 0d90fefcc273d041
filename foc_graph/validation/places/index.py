"""The places of one file, looked up by triple, by subject and predicate, or by node."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.validation.places.matching import same_nodes
from foc_graph.validation.places.turtle import TurtleReader
from foc_graph.validation.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

    from foc_graph.validation.places.model import Offsets, PlacedTriple
    from foc_graph.validation.terms import Term


class Place(NamedTuple):
    """Line and column of a first and behind a last character, from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class FilePlaces:
    """Where the triples of one file stand."""

    def __init__(
        self, text: str, quads: Sequence[ox.Quad], *, base: str,
        triples: Iterable[PlacedTriple] | None = None,
    ) -> None:  # fmt: skip
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        read = list(TurtleReader(text, base).read() if triples is None else triples)
        names = same_nodes(read, quads)
        self._by_triple: dict[tuple[Term, Term, Term], PlacedTriple] = {}
        self._by_predicate: dict[tuple[Term, Term], PlacedTriple] = {}
        self._by_subject: dict[Term, PlacedTriple] = {}
        self._by_value: dict[Term, PlacedTriple] = {}
        self._by_ends: dict[tuple[Term, Term], PlacedTriple] = {}
        for triple in read:
            subject = names.get(triple.subject, triple.subject)
            value = names.get(triple.value, triple.value)
            self._by_triple.setdefault((subject, triple.predicate, value), triple)
            self._by_predicate.setdefault((subject, triple.predicate), triple)
            self._by_subject.setdefault(subject, triple)
            self._by_value.setdefault(value, triple)
            self._by_ends.setdefault((subject, value), triple)

    def of_triple(self, subject: Term, predicate: Term, value: Term) -> Place | None:
        """Return the place of the value of a triple."""
        triple = self._by_triple.get((subject, predicate, value))
        return self.place(triple.value_at) if triple else None

    def of_predicate(self, subject: Term, predicate: Term) -> Place | None:
        """Return the place of a predicate of a subject."""
        triple = self._by_predicate.get((subject, predicate))
        return self.place(triple.predicate_at) if triple else None

    def of_ends(self, subject: Term, value: Term) -> Place | None:
        """Return the place of a value that a subject has for any predicate."""
        triple = self._by_ends.get((subject, value))
        return self.place(triple.value_at) if triple else None

    def of_subject(self, subject: Term) -> Place | None:
        """Return where the description of a node starts, the one with its class if there are two.

        A node that only stands in another, such as ``[ ]``, starts there.
        """
        triple = self._by_predicate.get((subject, TYPE)) or self._by_subject.get(subject)
        return self.place(triple.subject_at) if triple else None

    def of_value(self, value: Term) -> Place | None:
        """Return the place where a node first is a value."""
        triple = self._by_value.get(value)
        return self.place(triple.value_at) if triple else None

    def place(self, offsets: Offsets) -> Place:
        """Return lines and columns for offsets."""
        return Place(*self._point(offsets[0]), *self._point(offsets[1]))

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._breaks, offset - 1)
        start = self._breaks[line - 1] + 1 if line else 0
        return line + 1, offset - start + 1
