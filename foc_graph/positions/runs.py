"""Which quads of a file are about a node: those in a row with one subject are a run."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from foc_graph.rdf.terms import Term

SUBJECT, OBJECT = attrgetter("subject"), attrgetter("object")


class Runs:
    """The quads of one file by subject; gone through once, when first asked."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.quads = quads

    def of(self, subject: Term) -> Iterator[int]:
        """Yield the positions of the quads with a subject."""
        for start in self.starts(subject):
            for position in range(start, len(self.quads)):
                if self.quads[position].subject != subject:
                    break
                yield position

    def starts(self, subject: Term) -> list[int]:
        """Return the positions at which the quads with a subject start, after others."""
        return self._starts.get(subject, [])

    def position(self, subject: Term, count: int) -> int:
        """Return the position of the quad with a subject that comes after ``count`` others."""
        return next(islice(self.of(subject), count, None))

    def about(self, subject: Term) -> Iterator[ox.Quad]:
        """Yield the quads with a subject."""
        return (self.quads[position] for position in self.of(subject))

    def hold(self, subject: Term, predicate: Term, value: Term) -> bool:
        """Whether a triple is there."""
        return any((q.predicate, q.object) == (predicate, value) for q in self.about(subject))

    @cached_property
    def _starts(self) -> dict[Term, list[int]]:
        found: dict[Term, list[int]] = {}
        before = None
        for position, subject in enumerate(map(SUBJECT, self.quads)):
            if subject != before:
                found.setdefault(subject, []).append(position)
                before = subject
        return found
