"""Which quads of a file come from which of its statements: what tells about nodes without names.

The parser emits the quads of a statement in a row, and the statements in the order of the file. So
a statement that says something of a named node is found by counting what is said of that node.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.rdf.terms import FIRST, REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foc_graph.positions.lines import PlacedTriple
    from foc_graph.positions.runs import Runs
    from foc_graph.positions.statements import StatementScanner

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


#: So many quads or statements in a row may be about nodes without names.
_FAR = 1_000


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
        if not any(_is_blank(t.subject) or _is_blank(t.value) for t in triples):
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


def _is_blank(term: object) -> bool:
    return isinstance(term, ox.BlankNode)
