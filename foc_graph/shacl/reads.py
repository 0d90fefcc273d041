"""What a shape reads of the graph: the paths from a focus node to every triple that it looks at.

A result for a focus node can only change with a triple that its shape reads. Each `Read` names
such triples by their predicate and by the path that leads to them. Followed backwards from a
changed triple, over what the graph was and what it is, the path ends at the focus nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.sparql.paths import Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

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
    elif path.kind == "?":
        yield from along(path.parts[0], way)
    elif path.kind in ("*", "+"):
        yield from along(path.parts[0], joined(way, Path("*", path.parts)))
    else:
        raise ValueError(path)


def _back(path: Path, way: Path | None) -> Iterator[Read]:
    if path.iri is not None:
        yield Read(path.iri, way, forward=False)
    else:
        yield from along(inverse(path), way)


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
