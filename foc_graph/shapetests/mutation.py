"""Constraints dropped one at a time: a fixture must notice, or the constraint is not tested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.components.cardinality import MaxCountConstraint
from foc_graph.shacl.components.logic import PropertyConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Constraint
    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.shapetests.fixture_graph import FixtureGraph, LoadedFixture, Rows
    from foc_graph.shapetests.fixtures import Groups
    from foc_graph.shapetests.names import ShapeNames


@dataclass(frozen=True, eq=False)
class Mutation:
    """A shape without one of its constraints, and the shapes with targets that would notice.

    ``inner`` has the shapes whose results go with the constraint.
    """

    shape: Shape
    constraint: Constraint
    roots: tuple[Node, ...]
    inner: frozenset[Node]

    @property
    def mutant(self) -> Shape:
        """The shape without the constraint."""
        others = tuple(one for one in self.shape.constraints if one is not self.constraint)
        return replace(self.shape, constraints=others)

    def is_likely(self, found: dict[Node, Rows], names: ShapeNames) -> bool:
        """Whether a fixture holds a result that would probably be missing."""
        rows = [row for root in self.roots for row in found.get(root, ())]
        if not rows:
            return False
        if isinstance(self.constraint, PropertyConstraint):
            inner = {names.of(node) for node in self.inner}
            return any(row.shape in inner for row in rows)
        wanted = names.of(self.shape.node), kind_of(self.constraint.component.value)
        return any((row.shape, row.component) == wanted for row in rows)


def mutations(shapes: Shapes) -> Iterator[Mutation]:
    """Yield every constraint that can be dropped; not of shapes that only pySHACL can check."""
    reached = {root.node: shapes.reachable(root) for root in shapes.roots}
    users: dict[Node, list[Node]] = {}
    for root, below in reached.items():
        for shape in below if not any(one.is_advanced for one in below) else ():
            users.setdefault(shape.node, []).append(root)
    for shape in shapes.active:
        for constraint in shape.constraints if shape.node in users else ():
            inner: frozenset[Node] = frozenset()
            if isinstance(constraint, PropertyConstraint):
                if shapes[constraint.shape].deactivated:
                    continue
                below = shapes.reachable(shapes[constraint.shape])
                inner = frozenset(one.node for one in below)
            yield Mutation(shape, constraint, tuple(users[shape.node]), inner)


def together(found: dict[Node, Rows]) -> Rows:
    """Return what all shapes yield."""
    return frozenset(row for rows in found.values() for row in rows)


def notice(
    mutation: Mutation,
    loaded: LoadedFixture,
    found: dict[Node, Rows],
    graph: FixtureGraph,
    groups: Groups,
) -> bool:
    """Whether a fixture does not pass any more when the constraint is dropped."""
    changed = {
        root: graph.run(loaded, root, mutation.mutant) for root in mutation.roots if root in found
    }
    if all(found[root] == rows for root, rows in changed.items()):
        return False
    return not groups.passes(loaded.fixture, together({**found, **changed}))


def refuses_all(shapes: Shapes, root: Shape) -> bool:
    """Whether nothing can conform: what makes a node a target is what the shape forbids."""
    targets = root.targets
    if targets.nodes or targets.classes or targets.objects_of or targets.other:
        return False
    own = [shapes[one.shape] for one in root.constraints if isinstance(one, PropertyConstraint)]
    forbidden = {
        shape.path.iri
        for shape in (root, *own)
        if shape.path and MaxCountConstraint(0) in shape.constraints
    }
    return forbidden.issuperset(targets.subjects_of)
