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
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path as FilePath

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.report import Since
    from foc_graph.shacl.scope import Targets
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


#: Focus nodes that a query can name one by one; with more, it looks at all.
NAMED = 2_000

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
    tracer = Tracer(ThenAndNow(data.exact.store, removed), [*removed, *added], reads or {})
    session = EngineSession(data)
    below = {
        iri: [ox.NamedNode(name[1:-1]) for name in session.classes(iri)]
        for shape in shapes.roots
        for iri in shape.targets.classes
    }
    among: Among = {}
    for root in shapes.roots:
        reached = tracer.reached(shapes, root)
        if reached is not None:
            nodes = (n for n in reached if _is_target(data.exact.store, root.targets, n, below))
            found = frozenset(nodes)
            if len(found) <= NAMED and not any(isinstance(node, ox.BlankNode) for node in found):
                among[root.node] = found
    return among


class Tracer:
    """Traces changes over what was and what is."""

    def __init__(
        self, both: ThenAndNow, changed: list[ox.Quad], reads: Mapping[Node, frozenset[Read]]
    ) -> None:
        self._both = both
        self._reads = reads
        self._by_predicate: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
        self._all = changed
        for quad in self._all:
            self._by_predicate[quad.predicate].append(quad)
        self._known: dict[Read, frozenset[Term] | None] = {}

    def reached(self, shapes: Shapes, root: Shape) -> set[Term] | None:
        """Return the nodes that some read of a shape leads to, targets or not.

        None where that may be any node.
        """
        if root.targets.other or SUBCLASS in self._by_predicate:
            return None
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


def _is_target(
    store: ox.Store, targets: Targets, node: Term, below: Mapping[ox.NamedNode, list[ox.NamedNode]]
) -> bool:
    """Whether a node is in targets (SHACL 2.1.3); ``below`` has the subclasses of classes."""

    def holds(subject: Node | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        return next(store.quads_for_pattern(subject, predicate, value, None), None) is not None

    if decode(node) in targets.nodes or any(holds(None, p, node) for p in targets.objects_of):
        return True
    if isinstance(node, ox.Literal):
        return False
    classes = (one for wanted in targets.classes for one in below[wanted])
    return any(holds(node, iri, None) for iri in targets.subjects_of) or any(
        holds(node, TYPE, one) for one in classes
    )
