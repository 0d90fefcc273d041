"""The places of one file, looked up by triple, by subject and predicate, or by node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from foc_graph.positions.blank_nodes import same_nodes
from foc_graph.positions.lines import Lines
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

    from foc_graph.positions.blank_nodes import Names
    from foc_graph.positions.lines import Place, PlacedTriple
    from foc_graph.rdf.terms import Term

#: What reading a file for its places raises where the parser accepts more than we follow.
UNFOLLOWED = (LookupError, TypeError, ValueError, AssertionError)


class PlaceLookup(Protocol):
    """The placed triples of a file, of which the first is given that has these terms."""

    def triple(self, subject: Term, predicate: Term, value: Term) -> PlacedTriple | None:
        """Return the triple."""

    def predicate(self, subject: Term, predicate: Term) -> PlacedTriple | None:
        """Return the first triple with a subject and a predicate."""

    def subject(self, subject: Term) -> PlacedTriple | None:
        """Return the first triple with a subject."""

    def value(self, value: Term, near: Iterable[Term]) -> PlacedTriple | None:
        """Return the first triple with a value; ``near`` are the subjects that have it."""


class PlaceIndex:
    """Triples that have been read, by each of their terms."""

    def __init__(self, triples: Iterable[PlacedTriple], names: Names) -> None:
        self._by_triple: dict[tuple[Term, Term, Term], PlacedTriple] = {}
        self._by_predicate: dict[tuple[Term, Term], PlacedTriple] = {}
        self._by_subject: dict[Term, PlacedTriple] = {}
        self._by_value: dict[Term, PlacedTriple] = {}
        for triple in triples:
            subject = names.get(triple.subject, triple.subject)
            value = names.get(triple.value, triple.value)
            self._by_triple.setdefault((subject, triple.predicate, value), triple)
            self._by_predicate.setdefault((subject, triple.predicate), triple)
            self._by_subject.setdefault(subject, triple)
            self._by_value.setdefault(value, triple)

    def triple(self, subject: Term, predicate: Term, value: Term) -> PlacedTriple | None:
        """Return the triple."""
        return self._by_triple.get((subject, predicate, value))

    def predicate(self, subject: Term, predicate: Term) -> PlacedTriple | None:
        """Return the first triple with a subject and a predicate."""
        return self._by_predicate.get((subject, predicate))

    def subject(self, subject: Term) -> PlacedTriple | None:
        """Return the first triple with a subject."""
        return self._by_subject.get(subject)

    def value(self, value: Term, near: Iterable[Term] = ()) -> PlacedTriple | None:  # noqa: ARG002
        """Return the first triple with a value."""
        return self._by_value.get(value)


def indexed(triples: Iterable[PlacedTriple], quads: Sequence[ox.Quad]) -> PlaceIndex:
    """Return all triples of a file, blank nodes named as in its quads."""
    read = list(triples)
    return PlaceIndex(read, same_nodes(read, quads))


class FilePlaces:
    """Where the triples of one file stand."""

    def __init__(self, text: str, found: PlaceLookup) -> None:
        self._lines = Lines(text)
        self.found = found

    def of_triple(self, subject: Term, predicate: Term, value: Term) -> Place | None:
        """Return the place of the value of a triple."""
        triple = self.found.triple(subject, predicate, value)
        return self._lines.place(triple.value_at) if triple else None

    def of_predicate(self, subject: Term, predicate: Term) -> Place | None:
        """Return the place of a predicate of a subject."""
        triple = self.found.predicate(subject, predicate)
        return self._lines.place(triple.predicate_at) if triple else None

    def of_subject(self, subject: Term) -> Place | None:
        """Return where the description of a node starts, the one with its class if there are two.

        A node that only stands in another, such as ``[ ]``, starts there.
        """
        triple = self.found.predicate(subject, TYPE) or self.found.subject(subject)
        return self._lines.place(triple.subject_at) if triple else None

    def of_value(self, value: Term, near: Iterable[Term] = ()) -> Place | None:
        """Return where a node first is a value; ``near`` are the subjects that have it."""
        triple = self.found.value(value, near)
        return self._lines.place(triple.value_at) if triple else None
