"""From a focus node along a property path to a value: which triple comes last, which first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import decode, encode
from foc_graph.sparql.paths import Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Term

Triple = tuple["Term", "Term", "Term"]


class Walker:
    """Walks the data graph; terms are as written."""

    def __init__(self, data: DataGraph) -> None:
        self._data = data

    def last_triple(self, path: Path, start: Term, end: Term) -> Triple | None:
        """Return the last triple on a way from ``start`` to ``end``."""
        for triple, node in self._walk(straight(path), start):
            if node == end and triple is not None:
                return triple
        return None

    def first_triple(self, path: Path, start: Term) -> Triple | None:
        """Return the first triple on a way along a path, whether or not it goes to its end."""
        for step in first_steps(straight(path)):
            for triple, _ in self._walk(step, start):
                return triple
        return None

    def _walk(self, path: Path, start: Term) -> Iterator[tuple[Triple | None, Term]]:
        """Yield every node at the end of a path, once, with the last triple on the way."""
        if path.iri is not None:
            yield from ((one, one[2]) for one in self._matches(start, path.iri, None))
        elif path.kind == "^":
            yield from ((one, one[0]) for one in self._matches(None, path.parts[0].iri, start))
        elif path.kind == "|":
            for part in path.parts:
                yield from self._walk(part, start)
        elif path.kind == "/":
            yield from self._sequence(path.parts, start)
        else:
            yield from self._repeated(path, start)

    def _sequence(
        self, parts: tuple[Path, ...], start: Term
    ) -> Iterator[tuple[Triple | None, Term]]:
        reached: dict[Term, Triple | None] = {start: None}
        for part in parts:
            further: dict[Term, Triple | None] = {}
            for node, before in reached.items():
                for triple, there in self._walk(part, node):
                    further.setdefault(there, triple or before)
            reached = further
        yield from ((triple, node) for node, triple in reached.items())

    def _repeated(self, path: Path, start: Term) -> Iterator[tuple[Triple | None, Term]]:
        if path.kind in ("*", "?"):
            yield None, start
        seen: set[Term] = {start} if path.kind == "*" else set()
        todo = [start]
        while todo:
            for triple, there in self._walk(path.parts[0], todo.pop()):
                if there not in seen:
                    seen.add(there)
                    yield triple, there
                    if path.kind != "?":
                        todo.append(there)

    def triples_to(self, node: Term) -> Iterator[Triple]:
        """Yield the triples with a node as their value."""
        return self._matches(None, None, node)

    def triples_of(self, node: Term) -> Iterator[Triple]:
        """Yield the triples with a node as their subject."""
        return self._matches(node, None, None)

    def _matches(
        self, subject: Term | None, predicate: ox.NamedNode | None, value: Term | None
    ) -> Iterator[Triple]:
        if isinstance(subject, ox.Literal):
            return
        wanted = None if value is None else encode(value)
        found = self._data.exact.store.quads_for_pattern(subject, predicate, wanted, None)
        for quad in found:
            yield quad.subject, quad.predicate, decode(quad.object)  # type: ignore[arg-type,misc]


def straight(path: Path, *, inverse: bool = False) -> Path:
    """Return an equal path in which only single predicates are inverted (SHACL 2.3.1.4)."""
    if path.iri is not None:
        return Path("^", (path,)) if inverse else path
    if path.kind == "^":
        return straight(path.parts[0], inverse=not inverse)
    parts = [straight(part, inverse=inverse) for part in path.parts]
    in_order = reversed(parts) if inverse and path.kind == "/" else parts
    return Path(path.kind, tuple(in_order))


def first_steps(path: Path) -> Iterator[Path]:
    """Yield the single steps that a straight path may begin with, in the order written."""
    if path.iri is not None or path.kind == "^":
        yield path
    elif path.kind == "/":
        for part in path.parts:
            yield from first_steps(part)
            if not part.nullable:
                return
    else:
        for part in path.parts:
            yield from first_steps(part)
