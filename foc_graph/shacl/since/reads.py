"""What a shape reads of the graph: the paths from a focus node to every triple that it looks at.

A result for a focus node can only change with a triple that its shape reads. Each `Read` names
such triples by their predicate and by the path that leads to them. Followed backwards from a
changed triple, over what the graph was and what it is, the path ends at the focus nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.rdf.terms import TYPE
from foc_graph.shacl.shapes.model import (
    Closed,
    Custom,
    Logic,
    Pair,
    PropertyConstraint,
    Qualified,
    Sparql,
    Unsupported,
    ValueTest,
)
from foc_graph.sparql.path_patterns import patterns_of
from foc_graph.sparql.paths import Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes.model import Constraint, Shape, Shapes
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


#: What cannot be read apart: any triple may count for every focus node.
EVERYTHING = Read(None, anywhere=True)


def inverse(path: Path) -> Path:
    """Return the path that leads back."""
    if path.iri is not None:
        return Path("^", (path,))
    if path.kind == "^":
        return path.parts[0]
    parts = tuple(inverse(part) for part in path.parts)
    return Path(path.kind, parts[::-1] if path.kind == "/" else parts)


def joined(first: Path | None, second: Path | None) -> Path | None:
    """Return one path after the other; None is no step at all."""
    if first is None or second is None:
        return first or second
    return Path("/", (first, second))


def along(path: Path, way: Path | None) -> Iterator[Read]:
    """Yield what following a path reads, from the end of ``way``."""
    if path.iri is not None:
        yield Read(path.iri, way)
    elif path.kind == "^":
        yield from _back(path.parts[0], way)
    elif path.kind == "/":
        for part in path.parts:
            yield from along(part, way)
            way = joined(way, part)
    elif path.kind == "|":
        for part in path.parts:
            yield from along(part, way)
    else:
        again = way if path.kind == "?" else joined(way, Path("*", path.parts))
        yield from along(path.parts[0], again)


def _back(path: Path, way: Path | None) -> Iterator[Read]:
    if path.iri is not None:
        yield Read(path.iri, way, forward=False)
    else:
        yield from along(inverse(path), way)


def reads_of(shapes: Shapes, root: Shape) -> frozenset[Read]:
    """Return everything that a shape with targets reads, what its targets read included."""
    return frozenset((*_targets(root), *_ReadCollector(shapes).shape(root, None)))


def _targets(root: Shape) -> Iterator[Read]:
    if root.targets.classes:
        yield Read(TYPE)
    for iri in root.targets.subjects_of:
        yield Read(iri)
    for iri in root.targets.objects_of:
        yield Read(iri, forward=False)


class _ReadCollector:
    """Walks through a shape and those that it refers to."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def shape(self, shape: Shape, way: Path | None) -> Iterator[Read]:
        """Yield what validating the node at the end of ``way`` against a shape reads."""
        if shape.deactivated:
            return
        values = way
        if shape.path is not None:
            yield from along(shape.path, way)
            values = joined(way, shape.path)
        for constraint in shape.constraints:
            yield from self._constraint(shape, constraint, way, values)

    def _constraint(
        self, shape: Shape, constraint: Constraint, way: Path | None, values: Path | None
    ) -> Iterator[Read]:
        match constraint:
            case ValueTest(kind="Class"):
                yield Read(TYPE, values)
            case Pair(predicate=predicate):
                yield Read(predicate, way)
            case Closed():
                yield Read(None, values)
            case Sparql(prologue=prologue, select=text):
                starts: dict[str, Path | None] = {"?this": way}
                yield from _query(patterns_of(prologue, text, shape.path), starts)
            case Custom(prologue=prologue, query=text):
                starts = {"?this": way, "?value": values}
                yield from _query(patterns_of(prologue, text, shape.path), starts)
            case Logic() | PropertyConstraint() | Qualified():
                for node in _inner(constraint):
                    yield from self.shape(self._shapes[node], values)
            case Unsupported():
                yield EVERYTHING
            case _:
                pass


def _inner(constraint: Logic | PropertyConstraint | Qualified) -> tuple[Node, ...]:
    if isinstance(constraint, Logic):
        return constraint.members
    if isinstance(constraint, PropertyConstraint):
        return (constraint.shape,)
    return (constraint.shape, *constraint.siblings)


def _query(patterns: list[PathPattern] | None, starts: dict[str, Path | None]) -> Iterator[Read]:
    """Yield what a query reads; its variables are reached over the patterns joined with each."""
    if patterns is None:
        yield EVERYTHING
        return
    for pattern in patterns:
        ways = _ways(pattern, patterns, starts)
        if pattern.subject in ways:
            yield from _at_subject(pattern, ways[pattern.subject])
        elif pattern.object in ways:
            yield from _at_object(pattern, ways[pattern.object])
        else:
            yield from _nowhere(pattern)


def _at_subject(pattern: PathPattern, way: Path | None) -> Iterator[Read]:
    if pattern.path is None or pattern.path.iri is not None:
        iri = pattern.path.iri if pattern.path else None
        yield Read(iri, way, object=pattern.iri_object)
    else:
        yield from along(pattern.path, way)


def _at_object(pattern: PathPattern, way: Path | None) -> Iterator[Read]:
    if pattern.path is None or pattern.path.iri is not None:
        iri = pattern.path.iri if pattern.path else None
        yield Read(iri, way, forward=False, subject=pattern.iri_subject)
    else:
        yield from along(inverse(pattern.path), way)


def _nowhere(pattern: PathPattern) -> Iterator[Read]:
    """Yield reads of triples that no way leads to; both ends named is all that narrows them."""
    if pattern.path is None or pattern.path.iri is not None:
        iri = pattern.path.iri if pattern.path else None
        yield Read(iri, anywhere=True, subject=pattern.iri_subject, object=pattern.iri_object)
        return
    for read in along(pattern.path, None):
        yield Read(read.predicate, anywhere=True)


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
