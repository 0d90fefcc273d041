"""Which of our blank nodes is which of the parser's, whose names nothing in the file tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.validation.terms import FIRST, REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foc_graph.validation.places.model import PlacedTriple

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
