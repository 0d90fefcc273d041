"""One run: read the fixtures, see what each yields, and what nobody would miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from foc_graph.project.source import read_prefixes
from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.shapes.reader import read_shapes
from foc_graph.shapetests.fixture_graph import FixtureGraph
from foc_graph.shapetests.fixtures import FOLDER, Groups, read_fixtures
from foc_graph.shapetests.mutation import mutations, notice, refuses_all, together
from foc_graph.shapetests.names import ShapeNames
from foc_graph.shapetests.outcome import Failure, ShapeTestOutcome, Unnoticed, Untested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from foc_graph.project import Project
    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes import Shapes
    from foc_graph.shapetests.fixture_graph import LoadedFixture, Rows
    from foc_graph.shapetests.fixtures import Fixture

    Tell = Callable[[str, int], None]


def check_shapes(
    project: Project, folder: Path | None = None, *, tell: Tell | None = None
) -> ShapeTestOutcome:
    """Check the shapes of a project against its fixtures, and the fixtures against its shapes.

    ``folder`` holds the fixtures; it is ``tests/shapes`` of the project unless given. ``tell`` is
    called with each step and the number of steps.

    Raises:
        UsageProblem: there is no such folder.
        CouldNotRun: the ontology, a rule or a shape cannot be read, or a shape not be evaluated.

    """
    prefixes = read_prefixes(project)
    shapes = read_shapes(project, base=prefixes.base)
    names = ShapeNames(shapes, prefixes)
    where = folder or project.root / FOLDER
    fixtures = read_fixtures(project, where, prefixes, names)
    context = tuple(q for f in fixtures if f.kind == "context" for q in f.quads)
    graph = FixtureGraph(project, prefixes, shapes, names, context)
    return ShapeTestRun(
        shapes, names, graph, fixtures, tell or (lambda _step, _steps: None)
    ).outcome()


class ShapeTestRun:
    """The state of one run."""

    def __init__(
        self, shapes: Shapes, names: ShapeNames, graph: FixtureGraph,
        fixtures: tuple[Fixture, ...], tell: Tell,
    ) -> None:  # fmt: skip
        self._shapes = shapes
        self._names = names
        self._graph = graph
        self._fixtures = fixtures
        self._tell = tell
        self._groups = Groups(shapes, names)
        self._todo = dict.fromkeys(mutations(shapes))
        self._reached: dict[str, set[Node]] = {"valid": set(), "invalid": set()}

    def outcome(self) -> ShapeTestOutcome:
        """Run everything."""
        kinds = [f.kind for f in self._fixtures]
        dropped = len(self._todo)
        nothing = not self._shapes.active or not {"valid", "invalid"}.intersection(kinds)
        failures = () if nothing else tuple(self._failures())
        return ShapeTestOutcome(
            valid=kinds.count("valid"),
            invalid=kinds.count("invalid"),
            shapes=len(self._shapes.active),
            dropped=dropped,
            failures=failures,
            untested=() if nothing else tuple(self._untested()),
            unnoticed=() if nothing else tuple(self._unnoticed()),
            skipped=tuple(
                sorted(self._names.of(s.node) for s in self._shapes.active if s.is_advanced)
            ),
        )

    def _failures(self) -> Iterator[Failure]:
        """Yield what is wrong with each fixture; look with it for the constraints it notices."""
        steps = 2 * len(self._fixtures)
        first: list[tuple[Fixture, dict[Node, Rows]]] = []
        for fixture in self._fixtures:
            self._tell(fixture.name, steps)
            if fixture.problem:
                yield Failure(fixture.name, fixture.problem)
                continue
            loaded = self._graph.load(fixture)
            found = self._yields(loaded)
            failure = self._compare(fixture, found)
            if failure:
                yield failure
            else:
                first.append((fixture, found))
                self._drop(loaded, found, likely=True)
        for fixture, found in first:
            self._tell(fixture.name, steps)
            if self._todo:
                self._drop(self._graph.load(fixture), found, likely=False)

    def _yields(self, loaded: LoadedFixture) -> dict[Node, Rows]:
        """Return what each shape yields, and remember which are reached."""
        looked = [r.node for r in self._shapes.roots if self._graph.looks_at(loaded, r.node)]
        found = {node: self._graph.run(loaded, node) for node in looked}
        match loaded.fixture.kind:
            case "valid":
                self._reached["valid"].update(looked)
            case "invalid":
                self._reached["invalid"].update(node for node, rows in found.items() if rows)
            case "context" | "none":  # is about no shape
                pass
            case _:
                assert_never(loaded.fixture.kind)
        return found

    def _compare(self, fixture: Fixture, found: dict[Node, Rows]) -> Failure | None:
        rows = together(found)
        if fixture.expected is not None:
            missing = tuple(sorted(str(row) for row in fixture.expected - rows))
            unexpected = tuple(sorted(str(row) for row in rows - fixture.expected))
            hints = "".join(
                dict.fromkeys(self._names.hint(row.shape) for row in fixture.expected - rows)
            )
            what = f"does not yield what it should{hints}"
            both = missing or unexpected
            return Failure(fixture.name, what, missing, unexpected) if both else None
        if self._groups.is_seen(fixture, rows):
            return None
        unexpected = tuple(sorted(str(row) for row in rows))
        return Failure(fixture.name, self._groups.why(fixture), (), unexpected)

    def _drop(self, loaded: LoadedFixture, found: dict[Node, Rows], *, likely: bool) -> None:
        for mutation in list(self._todo):
            if mutation.is_likely(found, self._names) is likely and notice(
                mutation, loaded, found, self._graph, self._groups
            ):
                del self._todo[mutation]

    def _untested(self) -> Iterator[Untested]:
        for kind, reached in self._reached.items():
            for root in self._shapes.roots:
                if kind == "valid" and refuses_all(self._shapes, root):
                    continue
                if root.node not in reached and root.constraints:
                    place = self._shapes.places.of(root.node)
                    yield Untested(self._names.of(root.node), kind, place)

    def _unnoticed(self) -> Iterator[Unnoticed]:
        for mutation in self._todo:
            inner = getattr(mutation.constraint, "shape", None)
            yield Unnoticed(
                self._names.of(mutation.shape.node),
                kind_of(mutation.constraint.component.value),
                self._shapes.places.of(mutation.shape.node),
                self._names.of(inner) if inner else "",
            )
