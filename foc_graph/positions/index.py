"""The quads of one file by subject, and its placed triples by each of their terms."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.rdf.terms import FIRST, REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foc_graph.positions.lines import PlacedTriple
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


#: What reading a file for its places raises where the parser accepts more than we follow.
UNFOLLOWED = (LookupError, TypeError, ValueError, AssertionError)


_LISTS = (FIRST, REST)

Names = dict[object, Any]


def same_nodes(triples: Sequence[PlacedTriple], quads: Sequence[ox.Quad]) -> Names:
    """Match our names for blank nodes with those of the parser, which emits in the same order.

    Only the triples of lists ``( … )`` are emitted in another. Empty where the two do not run side
    by side: then only named nodes have a place.
    """
    names = _paired(triples, quads)
    if names is not None:
        return names
    ours = [t for t in triples if t.predicate not in _LISTS]
    theirs = [q for q in quads if q.predicate not in _LISTS]
    names = _paired(ours, theirs)
    return {} if names is None else _with_lists(names, triples, quads)


def _paired(ours: Sequence[PlacedTriple], theirs: Sequence[ox.Quad]) -> Names | None:
    """Match one by one; None where a pair differs in more than the names of blank nodes."""
    if len(ours) != len(theirs):
        return None
    names: Names = {}
    for mine, other in zip(ours, theirs, strict=True):
        if mine.predicate != other.predicate:
            return None
        for one, two in ((mine.subject, other.subject), (mine.value, other.object)):
            if isinstance(one, ox.Literal) and isinstance(two, ox.Literal):
                if one != two:  # JSON-LD rewrites numbers
                    names[one] = two
            elif not isinstance(one, ox.BlankNode):
                if one != two:
                    return None
            elif names.setdefault(one, two) != two:
                return None
    return names


def _with_lists(names: Names, triples: Iterable[PlacedTriple], quads: Iterable[ox.Quad]) -> Names:
    """Follow lists from their first cell to the others, and into their members."""
    theirs: dict[object, Any] = {
        (q.subject, q.predicate): q.object for q in quads if q.predicate in _LISTS
    }
    ours: dict[object, list[PlacedTriple]] = defaultdict(list)
    for triple in triples:
        if triple.predicate in _LISTS:
            ours[triple.subject].append(triple)
    todo = list(names)
    while todo:
        node = todo.pop()
        for triple in ours.get(node, ()):
            other = theirs.get((names[node], triple.predicate))
            is_new = isinstance(triple.value, ox.BlankNode) and triple.value not in names
            if other is not None and is_new:
                names[triple.value] = other
                todo.append(triple.value)
    return names


class PlaceIndex:
    """Triples that have been read, by the terms that can be asked for."""

    def __init__(self, triples: Iterable[PlacedTriple], names: Names) -> None:
        self._first: dict[tuple[Term | None, Term | None, Term | None], PlacedTriple] = {}
        for triple in triples:
            subject = names.get(triple.subject, triple.subject)
            value = names.get(triple.value, triple.value)
            self._first.setdefault((subject, triple.predicate, value), triple)
            self._first.setdefault((subject, triple.predicate, None), triple)
            self._first.setdefault((subject, None, None), triple)
            self._first.setdefault((None, None, value), triple)

    def find(
        self,
        subject: Term | None = None,
        predicate: Term | None = None,
        value: Term | None = None,
        near: Iterable[Term] = (),  # noqa: ARG002  # see Parts
    ) -> PlacedTriple | None:
        """Return the first triple with these terms; None stands for any."""
        return self._first.get((subject, predicate, value))


def indexed(triples: Iterable[PlacedTriple], quads: Sequence[ox.Quad]) -> PlaceIndex:
    """Return all triples of a file, blank nodes named as in its quads."""
    read = list(triples)
    return PlaceIndex(read, same_nodes(read, quads))


def is_blank(*terms: Term | None) -> bool:
    """Whether one of these is a blank node."""
    return any(isinstance(term, ox.BlankNode) for term in terms)
