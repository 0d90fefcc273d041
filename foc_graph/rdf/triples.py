"""A few thousand triples in memory, looked up by subject and predicate: enough for shapes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from foc_graph.rdf.terms import FIRST, NIL, REST, SUBCLASS, TYPE, Node, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox


class MalformedListError(ValueError):
    """A node is no SHACL list (SHACL 1.5): broken, branching or endless."""


class TripleIndex:
    """Triples by subject and predicate, each once, in the order in which they came."""

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._index: dict[Node, dict[ox.NamedNode, list[Term]]] = {}
        for quad in quads:
            self.add(quad.subject, quad.predicate, quad.object)  # type: ignore[arg-type]

    def add(self, subject: Node, predicate: ox.NamedNode, value: Term) -> None:
        """Add a triple."""
        values = self._index.setdefault(subject, {}).setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def __contains__(self, subject: object) -> bool:
        return subject in self._index

    def subjects(self) -> Iterator[Node]:
        """Yield every subject once."""
        yield from self._index

    def predicates(self, subject: Term) -> Iterable[ox.NamedNode]:
        """Return the predicates that a subject has."""
        return self._index.get(subject, {}).keys()  # type: ignore[arg-type]

    def objects(self, subject: Term, predicate: ox.NamedNode) -> list[Term]:
        """Return the values of a predicate."""
        return self._index.get(subject, {}).get(predicate, [])  # type: ignore[arg-type]

    def value(self, subject: Term, predicate: ox.NamedNode) -> Term | None:
        """Return the first value of a predicate, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def members(self, head: Term) -> list[Term]:
        """Return the members of a SHACL list (SHACL 1.5).

        Raises:
            MalformedListError: it is broken, branches, or never ends.

        """
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.objects(head, FIRST), self.objects(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise MalformedListError
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def instances(self, wanted: ox.NamedNode) -> list[Node]:
        """Return the SHACL instances of a class (SHACL 1.5: rdf:type/rdfs:subClassOf*)."""
        classes = self.subclasses(wanted)
        return [s for s in self.subjects() if classes.intersection(self.objects(s, TYPE))]

    def subclasses(self, wanted: Term) -> set[Term]:
        """Return a class and everything below it."""
        below: dict[Term, list[Term]] = defaultdict(list)
        for subject in self.subjects():
            for above in self.objects(subject, SUBCLASS):
                below[above].append(subject)
        found: set[Term] = set()
        todo: list[Term] = [wanted]
        while todo:
            current = todo.pop()
            if current not in found:
                found.add(current)
                todo.extend(below[current])
        return found
