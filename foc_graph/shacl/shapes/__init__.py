"""Shapes as records. Read once, they never change; engines only look at these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.rdf.terms import VIOLATION
from foc_graph.shacl.components.queries import QueryConstraint
from foc_graph.shacl.components.sparql import AdvancedConstraint
from foc_graph.shacl.scope import Targets

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.positions.files import ShapePlaces
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node
    from foc_graph.rdf.triples import TripleIndex
    from foc_graph.shacl.components.base import Constraint
    from foc_graph.sparql.paths import Path

#: ``GRAPH ?g`` or ``GRAPH <g>`` in a query; in a string it counts too, which costs time only.
GRAPH_CLAUSE = re.compile(r"\bGRAPH\s*(?:#.*\s*)*[?$<\w]", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """A node shape, or with a ``path`` a property shape (SHACL 2.2, 2.3)."""

    node: Node
    path: Path | None = None
    targets: Targets = field(default_factory=Targets)
    constraints: tuple[Constraint, ...] = ()
    severity: ox.NamedNode = VIOLATION
    messages: tuple[ox.Literal, ...] = ()
    deactivated: bool = False
    may_be_empty: bool = False

    @property
    def is_advanced(self) -> bool:
        """Whether the shape uses what only SHACL Advanced Features or SHACL-JS define."""
        advanced = (isinstance(c, AdvancedConstraint) for c in self.constraints)
        return bool(self.targets.other) or any(advanced)

    @property
    def referred(self) -> list[Node]:
        """The shapes that this one refers to (SHACL 3.4.2)."""
        return [node for constraint in self.constraints for node in constraint.referred]


@dataclass(frozen=True)
class Shapes:
    """Every shape of a shapes graph, the graph itself, and the files that it was read from.

    ``origins`` has the file of each node, ``documents`` the files by name.
    """

    by_node: dict[Node, Shape]
    graph: TripleIndex
    quads: tuple[ox.Quad, ...]
    origins: dict[Node, str] = field(default_factory=dict)
    documents: dict[str, RdfDocument] = field(default_factory=dict)

    def __getitem__(self, node: Node) -> Shape:
        return self.by_node[node]

    @cached_property
    def places(self) -> ShapePlaces:
        """Where shapes stand; nothing is read before one is asked for."""
        from foc_graph.positions.files import ShapePlaces

        return ShapePlaces(self.origins, self.documents)

    def place(self, node: Node) -> str | None:
        """Return ``file:line:column`` of a shape, for messages."""
        found = self.places.of(node)
        return str(found) if found else None

    def reachable(self, root: Shape) -> list[Shape]:
        """Return a shape and every shape that it refers to, directly or not (SHACL 3.4.2)."""
        found: dict[Node, Shape] = {}
        todo = [root.node]
        while todo:
            node = todo.pop()
            if node not in found:
                found[node] = self.by_node[node]
                todo.extend(found[node].referred)
        return list(found.values())

    @property
    def is_advanced(self) -> bool:
        """Whether a shape uses what only SHACL Advanced Features or SHACL-JS define."""
        return any(shape.is_advanced for shape in self.by_node.values())

    @property
    def name_graphs(self) -> bool:
        """Whether a query may look into a graph by its name."""
        return any(
            GRAPH_CLAUSE.search(constraint.query)
            for shape in self.by_node.values()
            for constraint in shape.constraints
            if isinstance(constraint, QueryConstraint)
        )

    @property
    def active(self) -> list[Shape]:
        """Every shape that is not deactivated."""
        return [shape for shape in self.by_node.values() if not shape.deactivated]

    @property
    def roots(self) -> list[Shape]:
        """The shapes that have targets, and so start the validation."""
        return [shape for shape in self.active if shape.targets]
