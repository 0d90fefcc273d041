"""What a shape reads of the graph: the paths from a focus node to every triple that it looks at.

A result for a focus node can only change with a triple that its shape reads. Each `Read` names
such triples by their predicate and by the path that leads to them. Followed backwards from a
changed triple, over what the graph was and what it is, the path ends at the focus nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.positions.walker import straight
from foc_graph.sparql.paths import Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.sparql.path_patterns import PathPattern


@dataclass(frozen=True)
class Read:
    """Triples that a shape looks at.

    ``predicate`` None stands for all. ``way`` leads from the focus node to the subject of the
    triple (``forward``), or to its object; None is the focus node itself. ``anywhere`` says that
    no way is known: such a triple may count for every focus node. ``subject`` and ``object`` are
    IRIs that the triple has to have.
    """

    predicate: ox.NamedNode | None
    way: Path | None = None
    forward: bool = True
    anywhere: bool = False
    subject: ox.NamedNode | None = None
    object: ox.NamedNode | None = None


class Ways(NamedTuple):
    """How a constraint is reached: the ways from the focus node, and the path of its shape.

    One way leads to the node that is held against the shape, the other to its value nodes.
    """

    focus: Path | None
    values: Path | None
    path: Path | None


#: What cannot be read apart: any triple may count for every focus node.
EVERYTHING = Read(None, anywhere=True)


def inverse(path: Path) -> Path:
    """Return the path that leads back."""
    return straight(path, inverse=True)


def joined(first: Path | None, second: Path | None) -> Path | None:
    """Return one path after the other; None is no step at all."""
    if first is None or second is None:
        return first or second
    return Path("/", (first, second))


def along(path: Path, way: Path | None) -> Iterator[Read]:
    """Yield what following a path reads, from the end of ``way``."""
    return _along(straight(path), way)


def _along(path: Path, way: Path | None) -> Iterator[Read]:
    if path.iri is not None:
        yield Read(path.iri, way)
    elif path.kind == "^":
        yield Read(path.parts[0].iri, way, forward=False)
    elif path.kind in ("*", "+"):
        yield from _along(path.parts[0], joined(way, Path("*", path.parts)))
    elif path.kind in ("/", "|", "?"):
        for part in path.parts:
            yield from _along(part, way)
            way = joined(way, part) if path.kind == "/" else way
    else:
        raise ValueError(path)


def query_reads(
    patterns: list[PathPattern] | None, starts: dict[str, Path | None]
) -> Iterator[Read]:
    """Yield what a query reads; its variables are reached over the patterns joined with each.

    Without patterns, because the query cannot be read, that is everything.
    """
    if patterns is None:
        yield EVERYTHING
        return
    for pattern in patterns:
        yield from _pattern_reads(pattern, _ways(pattern, patterns, starts))


def _pattern_reads(pattern: PathPattern, ways: dict[str, Path | None]) -> Iterator[Read]:
    """Yield what a pattern reads; both ends named is all that narrows one that no way leads to."""
    path, forward = pattern.path, pattern.subject in ways
    backward = not forward and pattern.object in ways
    anywhere = not forward and not backward
    way = ways.get(pattern.subject if forward else pattern.object)
    if path is None or path.iri is not None:
        subject = None if forward else pattern.iri_subject
        value = None if backward else pattern.iri_object
        yield Read(path.iri if path else None, way, not backward, anywhere, subject, value)
    elif anywhere:
        yield from (Read(read.predicate, anywhere=True) for read in along(path, None))
    else:
        yield from along(path if forward else inverse(path), way)


def _ways(
    pattern: PathPattern, patterns: list[PathPattern], starts: dict[str, Path | None]
) -> dict[str, Path | None]:
    """Return the shortest way to each variable, over patterns that hold wherever this one does.

    A second pattern with a predicate that is a variable is no step of a way.
    """
    steps = [p for p in patterns if p is not pattern and p.path and p.group in pattern.above]
    found = dict(starts)
    todo = list(found)
    while todo:
        name = todo.pop(0)
        for step in steps:
            assert step.path is not None  # noqa: S101  # looked at above
            for start, path, end in (
                (step.subject, step.path, step.object),
                (step.object, inverse(step.path), step.subject),
            ):
                if start == name and end.startswith("?") and end not in found:
                    found[end] = joined(found[name], path)
                    todo.append(end)
    return found


#: From this many nodes on it costs less to look at all focus nodes than to find the right ones.
MOST = 20_000


class ThenAndNow:
    """What was and what is: a store, and beside it the quads that it no longer has."""

    def __init__(self, now: ox.Store, removed: Iterable[ox.Quad]) -> None:
        self._now = now
        self._removed = ox.Store()
        self._removed.extend(removed)

    def quads_for_pattern(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Term | None, graph: None
    ) -> Iterator[ox.Quad]:
        """Yield quads as a store does; some twice."""
        return chain.from_iterable(
            store.quads_for_pattern(subject, predicate, value, graph)
            for store in (self._now, self._removed)
        )


class TooManyError(Exception):
    """More nodes than are worth following."""


def walk(store: ox.Store | ThenAndNow, nodes: set[Term], path: Path) -> set[Term]:
    """Return the nodes at the ends of a straight path from any of these nodes.

    In Python and not in SPARQL: the sets are small, and SPARQL has no way to name a blank node.

    Raises:
        TooManyError: there are more than `MOST`.

    """
    if len(nodes) > MOST:
        raise TooManyError
    if path.iri is not None:
        return _forward(store, nodes, path.iri)
    if path.kind == "^":
        return _backward(store, nodes, path.parts[0].iri)
    if path.kind == "/":
        for part in path.parts:
            nodes = walk(store, nodes, part)
        return nodes
    if path.kind == "|":
        return set().union(*(walk(store, nodes, part) for part in path.parts))
    if path.kind == "?":
        return nodes | walk(store, nodes, path.parts[0])
    if path.kind in ("*", "+"):
        return _repeated(store, nodes, path)
    raise ValueError(path)


def _forward(store: ox.Store | ThenAndNow, nodes: set[Term], iri: ox.NamedNode) -> set[Term]:
    return {
        quad.object  # type: ignore[misc]  # RDF 1.1: no triples about triples
        for node in nodes
        if not isinstance(node, ox.Literal)
        for quad in store.quads_for_pattern(node, iri, None, None)
    }


def _backward(
    store: ox.Store | ThenAndNow, nodes: set[Term], iri: ox.NamedNode | None
) -> set[Term]:
    return {
        quad.subject  # type: ignore[misc]
        for node in nodes
        for quad in store.quads_for_pattern(None, iri, node, None)
    }


def _repeated(store: ox.Store | ThenAndNow, nodes: set[Term], path: Path) -> set[Term]:
    (step,) = path.parts
    found = set(nodes) if path.kind == "*" else set()
    todo = nodes
    while todo:
        todo = walk(store, todo, step) - found
        found |= todo
        if len(found) > MOST:
            raise TooManyError
    return found
