"""From changed triples to the focus nodes whose results can change, shape by shape."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import decode
from foc_graph.rdf.terms import SUBCLASS, TYPE
from foc_graph.shacl.reads import Read, ThenAndNow, TooManyError, Ways, along, inverse, joined, walk
from foc_graph.shacl.session import EngineSession

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path as FilePath

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.report import Since
    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.sparql.paths import Path


def reads_of(shapes: Shapes, root: Shape) -> frozenset[Read]:
    """Return everything that a shape with targets reads, what its targets read included."""
    return frozenset((*_target_reads(root), *_shape_reads(shapes, root, None)))


def _target_reads(root: Shape) -> Iterator[Read]:
    if root.targets.classes:
        yield Read(TYPE)
    for iri in root.targets.subjects_of:
        yield Read(iri)
    for iri in root.targets.objects_of:
        yield Read(iri, forward=False)


def _shape_reads(shapes: Shapes, shape: Shape, way: Path | None) -> Iterator[Read]:
    """Yield what validating the node at the end of ``way`` against a shape reads."""
    if shape.deactivated:
        return
    values = way
    if shape.path is not None:
        yield from along(shape.path, way)
        values = joined(way, shape.path)
    for constraint in shape.constraints:
        yield from constraint.reads(Ways(way, values, shape.path))
        for node in constraint.referred:
            yield from _shape_reads(shapes, shapes[node], values)


#: Shape -> the focus nodes to look at; all of them where a shape is missing.
Among = dict["Node", frozenset["Term"]]


@dataclass(frozen=True)
class Affected:
    """What a run since a revision looks at. ``triples`` counts those that have changed."""

    since: Since
    files: frozenset[FilePath]
    triples: int = 0
    among: Among = field(default_factory=dict)


def trace(
    data: DataGraph,
    shapes: Shapes,
    removed: Collection[ox.Quad],
    added: Collection[ox.Quad],
    *,
    reads: Mapping[Node, frozenset[Read]] | None = None,
) -> Among:
    """Return the focus nodes that changed quads, as the exact graph has them, can affect.

    ``reads`` has what each shape reads, for callers that trace many changes.
    """
    both = ThenAndNow(data.exact.store, removed)
    reached = Tracer(both, [*removed, *added], reads).reached(shapes)
    return _classes(data, shapes).targets(shapes, reached)


def _classes(data: DataGraph, shapes: Shapes) -> Classes:
    session = EngineSession(data)
    wanted = {iri for shape in shapes.roots for iri in shape.targets.classes}
    below: dict[ox.NamedNode, frozenset[Term]] = {
        iri: frozenset(ox.NamedNode(name[1:-1]) for name in session.classes(iri)) for iri in wanted
    }
    return Classes(data.exact.store, below)


class Tracer:
    """Traces changes over what was and what is."""

    def __init__(
        self, both: ThenAndNow, changed: Iterable[ox.Quad],
        reads: Mapping[Node, frozenset[Read]] | None = None,
    ) -> None:  # fmt: skip
        self._both = both
        self._reads = reads or {}
        self._by_predicate: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
        self._all = list(changed)
        for quad in self._all:
            self._by_predicate[quad.predicate].append(quad)
        self._known: dict[Read, frozenset[Term] | None] = {}

    def reached(self, shapes: Shapes) -> dict[Node, frozenset[Term]]:
        """Return the nodes that some read of a shape leads to, targets or not.

        A shape is missing where that may be any node.
        """
        if self._by_predicate.get(SUBCLASS):
            return {}
        found = {}
        for root in shapes.roots:
            nodes = None if root.targets.other else self._nodes(shapes, root)
            if nodes is not None:
                found[root.node] = frozenset(nodes)
        return found

    def _nodes(self, shapes: Shapes, root: Shape) -> set[Term] | None:
        found: set[Term] = set()
        for read in self._reads.get(root.node) or reads_of(shapes, root):
            nodes = self._reached(read)
            if nodes is None:
                return None
            found |= nodes
        return found

    def _reached(self, read: Read) -> frozenset[Term] | None:
        """Return every node from which a read gets to a changed triple."""
        if read not in self._known:
            self._known[read] = self._follow(read)
        return self._known[read]

    def _follow(self, read: Read) -> frozenset[Term] | None:
        hits = [quad for quad in self._changed(read.predicate) if _fits(quad, read)]
        if not hits:
            return frozenset()
        if read.anywhere:
            return None
        nodes: set[Term] = {quad.subject if read.forward else quad.object for quad in hits}  # type: ignore[misc]
        if read.way is None:
            return frozenset(nodes)
        try:
            return frozenset(walk(self._both, nodes, inverse(read.way)))
        except TooManyError:
            return None

    def _changed(self, predicate: ox.NamedNode | None) -> list[ox.Quad]:
        return self._all if predicate is None else self._by_predicate.get(predicate, [])


def _fits(quad: ox.Quad, read: Read) -> bool:
    return read.subject in (None, quad.subject) and read.object in (None, quad.object)


#: Focus nodes that a query can name one by one; with more, it looks at all.
NAMED = 2_000


def _can_be_named(nodes: frozenset[Term]) -> bool:
    return len(nodes) <= NAMED and not any(isinstance(node, ox.BlankNode) for node in nodes)


class Classes:
    """Which nodes are targets now. ``below`` gives a class and its subclasses."""

    def __init__(self, store: ox.Store, below: dict[ox.NamedNode, frozenset[Term]]) -> None:
        self._store = store
        self._below = below

    def targets(
        self, shapes: Shapes, reached: dict[Node, frozenset[Term]]
    ) -> dict[Node, frozenset[Term]]:
        """Return those nodes that are targets of the shapes that reach them."""
        kept = {
            node: frozenset(n for n in nodes if self._is_target(shapes[node], n))
            for node, nodes in reached.items()
        }
        return {node: nodes for node, nodes in kept.items() if _can_be_named(nodes)}

    def _is_target(self, root: Shape, node: Term) -> bool:
        """Whether a node is in the targets of a shape (SHACL 2.1.3)."""
        targets = root.targets
        if decode(node) in targets.nodes:
            return True
        if any(self._any(None, iri, node) for iri in targets.objects_of):
            return True
        if isinstance(node, ox.Literal):
            return False
        if any(self._any(node, iri, None) for iri in targets.subjects_of):
            return True
        return any(
            self._any(node, TYPE, below)
            for wanted in targets.classes
            for below in self._below.get(wanted, frozenset({wanted}))
        )

    def _any(self, subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        found = self._store.quads_for_pattern(subject, predicate, value, None)  # type: ignore[arg-type]
        return next(found, None) is not None
