"""The places of one file, looked up by triple, by subject and predicate, or by node."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from foc_graph.validation.places.turtle import PlacedTriple, Span, TurtleReader
from foc_graph.validation.terms import FIRST, REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foc_graph.validation.terms import Term

_LISTS = (FIRST, REST)


class Place(NamedTuple):
    """Line and column of a first and behind a last character, from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class FilePlaces:
    """Where the triples of one Turtle file stand."""

    def __init__(self, text: str, quads: Sequence[ox.Quad], *, base: str) -> None:
        self._breaks = [i for i, character in enumerate(text) if character == "\n"]
        triples = TurtleReader(text, base).read()
        names = _same_nodes(triples, quads)
        self._by_triple: dict[tuple[Term, Term, Term], PlacedTriple] = {}
        self._by_predicate: dict[tuple[Term, Term], PlacedTriple] = {}
        self._by_subject: dict[Term, PlacedTriple] = {}
        self._by_value: dict[Term, PlacedTriple] = {}
        self._by_ends: dict[tuple[Term, Term], PlacedTriple] = {}
        for triple in triples:
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
        return self._place(triple.value_at) if triple else None

    def of_predicate(self, subject: Term, predicate: Term) -> Place | None:
        """Return the place of a predicate of a subject."""
        triple = self._by_predicate.get((subject, predicate))
        return self._place(triple.predicate_at) if triple else None

    def of_ends(self, subject: Term, value: Term) -> Place | None:
        """Return the place of a value that a subject has for any predicate."""
        triple = self._by_ends.get((subject, value))
        return self._place(triple.value_at) if triple else None

    def of_subject(self, subject: Term) -> Place | None:
        """Return the place where the description of a node starts."""
        triple = self._by_subject.get(subject)
        return self._place(triple.subject_at) if triple else None

    def of_value(self, value: Term) -> Place | None:
        """Return the place where a node first is a value."""
        triple = self._by_value.get(value)
        return self._place(triple.value_at) if triple else None

    def _place(self, span: Span) -> Place:
        return Place(*self._point(span[0]), *self._point(span[1]))

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._breaks, offset - 1)
        start = self._breaks[line - 1] + 1 if line else 0
        return line + 1, offset - start + 1


Names = dict[object, Any]


def _same_nodes(triples: Iterable[PlacedTriple], quads: Iterable[ox.Quad]) -> Names:
    """Match our names for blank nodes with those of the parser, which emits in the same order.

    Empty where the two do not run side by side: then only named nodes have a place.
    """
    ours = [t for t in triples if t.predicate not in _LISTS]
    theirs = [q for q in quads if q.predicate not in _LISTS]
    if len(ours) != len(theirs):
        return {}
    names: Names = {}
    for mine, other in zip(ours, theirs, strict=True):
        for one, two in ((mine.subject, other.subject), (mine.value, other.object)):
            if not isinstance(one, ox.BlankNode):
                if one != two:
                    return {}
            elif names.setdefault(one, two) != two:
                return {}
    return _with_lists(names, triples, quads)


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
