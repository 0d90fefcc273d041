"""Shapes as records. Read once, they never change; engines only look at these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.rdf.terms import VIOLATION, sh

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.positions.shapes import ShapePlaces
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.rdf.triples import TripleIndex
    from foc_graph.sparql.paths import Path


#: ``GRAPH ?g`` or ``GRAPH <g>`` in a query; in a string it counts too, which costs time only.
GRAPH_CLAUSE = re.compile(r"\bGRAPH\s*(?:#.*\s*)*[?$<\w]", re.IGNORECASE)


class _Named:
    """A constraint whose component is named after its kind."""

    kind: str

    @property
    def component(self) -> ox.NamedNode:
        """The constraint component."""
        return sh(f"{self.kind}ConstraintComponent")


@dataclass(frozen=True)
class ValueTest(_Named):
    """A condition that each value node meets or not, by itself (SHACL 4.1, 4.3, 4.4, 4.8.3)."""

    kind: str
    operand: tuple[Term, ...]
    flags: str = ""


@dataclass(frozen=True)
class CountConstraint(_Named):
    """sh:minCount, sh:maxCount (SHACL 4.2); ``kind`` is MinCount or MaxCount."""

    kind: str
    limit: int


@dataclass(frozen=True)
class UniqueLang(_Named):
    """sh:uniqueLang true (SHACL 4.4.5)."""

    kind: str = "UniqueLang"


@dataclass(frozen=True)
class HasValue(_Named):
    """sh:hasValue (SHACL 4.8.2)."""

    term: Term
    kind: str = "HasValue"


@dataclass(frozen=True)
class Pair(_Named):
    """sh:equals, sh:disjoint, sh:lessThan, sh:lessThanOrEquals (SHACL 4.5)."""

    kind: str
    predicate: ox.NamedNode


@dataclass(frozen=True)
class Closed(_Named):
    """sh:closed true, with everything that is allowed (SHACL 4.8.1)."""

    allowed: tuple[ox.NamedNode, ...]
    kind: str = "Closed"


@dataclass(frozen=True)
class Logic(_Named):
    """sh:and, sh:or, sh:xone, sh:not, sh:node (SHACL 4.6, 4.7.1)."""

    kind: str
    members: tuple[Node, ...]


@dataclass(frozen=True)
class PropertyConstraint:
    """sh:property (SHACL 4.7.2): its results are those of the property shape."""

    shape: Node


@dataclass(frozen=True)
class Qualified(_Named):
    """sh:qualifiedMinCount, sh:qualifiedMaxCount (SHACL 4.7.3)."""

    kind: str
    limit: int
    shape: Node
    siblings: tuple[Node, ...]


@dataclass(frozen=True)
class Sparql(_Named):
    """sh:sparql (SHACL 5): a SELECT query whose solutions are results."""

    node: Node
    prologue: str
    select: str
    messages: tuple[ox.Literal, ...] = ()
    kind: str = "SPARQL"


@dataclass(frozen=True)
class Custom:
    """A SPARQL-based constraint component with its parameters (SHACL 6).

    ``query`` is a SELECT that returns violations, or an ASK that is true of what conforms.
    """

    component: ox.NamedNode
    prologue: str
    query: str
    is_ask: bool
    parameters: tuple[tuple[str, Term], ...]
    names: tuple[str, ...]
    messages: tuple[ox.Literal, ...] = ()


@dataclass(frozen=True)
class Unsupported:
    """What only pySHACL can do: SHACL-JS, and expressions of SHACL Advanced Features."""

    predicate: ox.NamedNode


Constraint = (
    ValueTest | CountConstraint | UniqueLang | HasValue | Pair | Closed
    | Logic | PropertyConstraint | Qualified | Sparql | Custom | Unsupported
)  # fmt: skip


@dataclass(frozen=True)
class Targets:
    """What a shape is about (SHACL 2.1.3). ``other``: targets of SHACL Advanced Features."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[ox.NamedNode, ...] = ()
    subjects_of: tuple[ox.NamedNode, ...] = ()
    objects_of: tuple[ox.NamedNode, ...] = ()
    other: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return any((self.nodes, self.classes, self.subjects_of, self.objects_of, self.other))


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
        return bool(self.targets.other) or any(isinstance(c, Unsupported) for c in self.constraints)

    @property
    def referred(self) -> list[Node]:
        """The shapes that this one refers to (SHACL 3.4.2)."""
        found: list[Node] = []
        for constraint in self.constraints:
            if isinstance(constraint, Logic):
                found += constraint.members
            elif isinstance(constraint, PropertyConstraint):
                found.append(constraint.shape)
            elif isinstance(constraint, Qualified):
                found += (constraint.shape, *constraint.siblings)
        return found


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
        from foc_graph.positions.shapes import ShapePlaces

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
        texts = (
            constraint.select if isinstance(constraint, Sparql) else constraint.query
            for shape in self.by_node.values()
            for constraint in shape.constraints
            if isinstance(constraint, Sparql | Custom)
        )
        return any(GRAPH_CLAUSE.search(text) for text in texts)

    @property
    def active(self) -> list[Shape]:
        """Every shape that is not deactivated."""
        return [shape for shape in self.by_node.values() if not shape.deactivated]

    @property
    def roots(self) -> list[Shape]:
        """The shapes that have targets, and so start the validation."""
        return [shape for shape in self.active if shape.targets]
