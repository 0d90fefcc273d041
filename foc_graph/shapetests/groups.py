"""Which shapes a folder of fixtures is for, where its files do not say what they expect."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from foc_graph.shacl.shapes.model import Shape, Shapes
    from foc_graph.shapetests.fixtures import ExpectedRow, Fixture
    from foc_graph.shapetests.names import ShapeNames


class Groups:
    """A folder is named after a shape, with or without "Shape", or after a file of shapes."""

    def __init__(self, shapes: Shapes, names: ShapeNames) -> None:
        self._shapes = shapes
        self._names = names

    def is_seen(self, fixture: Fixture, rows: Collection[ExpectedRow]) -> bool:
        """Whether a shape of its folder has a result in an invalid fixture."""
        own = self._by_group.get(_folded(fixture.group), frozenset())
        return any(row.shape in own for row in rows)

    def passes(self, fixture: Fixture, rows: frozenset[ExpectedRow]) -> bool:
        """Whether a fixture yields what it should."""
        if fixture.expected is None:
            return self.is_seen(fixture, rows)
        return rows == fixture.expected

    def why(self, fixture: Fixture) -> str:
        """Return what to say of an invalid fixture that is not seen."""
        if _folded(fixture.group) not in self._by_group:
            return f"no shape and no file of shapes is called {fixture.group or 'like its folder'}"
        return f"is in invalid/, and no shape of {fixture.group} has a result"

    @cached_property
    def _by_group(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for shape in self._shapes.active:
            reached = {self._names.of(one.node) for one in self._shapes.reachable(shape)}
            for group in self._groups_of(shape):
                found[group] = found.get(group, frozenset()) | reached
        return found

    def _groups_of(self, shape: Shape) -> set[str]:
        file = self._shapes.origins.get(shape.node, "")
        return {_folded(self._names.of(shape.node)), _folded(PurePosixPath(file).stem)} - {""}


def _folded(name: str) -> str:
    return name.lower().removesuffix("shape").rstrip("-_")
