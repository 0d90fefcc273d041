"""A fixture with the graph around it, and the run of one shape over it.

What every fixture shares (ontology, vocabularies, context) conforms, so of each fixture only the
focus nodes that it can have an effect on are looked at. That is what makes hundreds fast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.dataset.dataset import read_documents
from foc_graph.dataset.rules import apply_rules
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.since.affected import reads_of, trace
from foc_graph.shacl.since.difference import encoded
from foc_graph.shapetests.fixtures import ExpectedRow, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.project import Project
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.reads import Read
    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.shacl.since.affected import Among
    from foc_graph.shapetests.fixtures import Fixture
    from foc_graph.shapetests.names import ShapeNames

Rows = frozenset[ExpectedRow]


@dataclass(frozen=True)
class LoadedFixture:
    """A fixture with the graph around it, and the focus nodes to look at, shape by shape."""

    fixture: Fixture
    data: DataGraph
    among: Among


class FixtureGraph:
    """Runs shapes over fixtures."""

    def __init__(
        self, project: Project, prefixes: PrefixMap, shapes: Shapes, names: ShapeNames,
        context: tuple[ox.Quad, ...],
    ) -> None:  # fmt: skip
        self._project = project
        self._prefixes = prefixes
        self._shapes = shapes
        self._names = names
        self._engine = get_engine("sparql")
        files = (path for path in project.ontology_files() if not project.is_prefix_map(path))
        documents = read_documents(project, prefixes, files)
        self._shared = (*_plain(q for d in documents for q in d.quads), *context)
        self._parts = {root.node: self._part(root) for root in shapes.roots}

    def _part(self, root: Shape) -> Shapes:
        """Return a shape with all that it refers to, and no other."""
        by_node = {shape.node: shape for shape in self._shapes.reachable(root)}
        # Targets of what it refers to are the business of other roots.
        others = {
            node: shape if node == root.node else replace(shape, targets=type(shape.targets)())
            for node, shape in by_node.items()
        }
        return replace(self._shapes, by_node=others)

    def load(self, fixture: Fixture) -> LoadedFixture:
        """Put a fixture into the graph that it is checked in."""
        quads = self._with_derived(_plain(fixture.quads), rules=fixture.applies_rules)
        data = DataGraph.from_quads(quads)
        before = self._bare[fixture.applies_rules]
        # The context is in every graph: of it, everything is looked at.
        if before is None or fixture.kind == "context":
            return LoadedFixture(fixture, data, {})
        now = frozenset(quads)
        among = trace(
            data, self._shapes, encoded(before - now), encoded(now - before), reads=self._reads
        )
        return LoadedFixture(fixture, data, among)

    def run(self, loaded: LoadedFixture, root: Node, changed: Shape | None = None) -> Rows:
        """Return what one shape yields; with ``changed`` in place of the shape of that node."""
        part = self._parts[root]
        if changed is not None:
            shape = replace(changed, targets=part[changed.node].targets)
            part = replace(part, by_node={**part.by_node, changed.node: shape})
        outcome = self._engine.run(loaded.data, part, among=loaded.among)
        return frozenset(row_of(result, self._names) for result in outcome.results)

    def looks_at(self, loaded: LoadedFixture, root: Node) -> bool:
        """Whether a fixture is about a shape: it has an effect on some focus node."""
        nodes = loaded.among.get(root)
        return nodes is None or bool(nodes)

    @cached_property
    def _reads(self) -> dict[Node, frozenset[Read]]:
        return {root.node: reads_of(self._shapes, root) for root in self._shapes.roots}

    @cached_property
    def _bare(self) -> dict[bool, frozenset[ox.Quad] | None]:
        """The graph without a fixture, with rules and without; None where it does not conform."""
        found: dict[bool, frozenset[ox.Quad] | None] = {}
        for rules in (True, False):
            quads = self._with_derived((), rules=rules)
            results = self._engine.run(DataGraph.from_quads(quads), self._shapes).results
            found[rules] = None if results else frozenset(quads)
        return found

    def _with_derived(self, own: tuple[ox.Quad, ...], *, rules: bool) -> tuple[ox.Quad, ...]:
        written = dict.fromkeys((*self._shared, *own))
        if not rules:
            return tuple(written)
        store = ox.Store()
        store.extend(written)
        apply_rules(store, self._project, self._prefixes)
        derived = (q for q in store if q.graph_name != ox.DefaultGraph())
        written.update(dict.fromkeys(_plain(derived)))
        return tuple(written)


def _plain(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Return triples in the default graph: shapes see the union of all graphs."""
    return tuple(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
