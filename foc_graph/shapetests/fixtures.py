"""Fixtures: small files that a shape must accept or refuse.

They lie in ``<folder>/{valid,invalid}/``. A file in ``invalid`` may begin with what is expected of
it, one line a result: ``# expect: <shape> <component> <focus node> [severity]``. After
``# rules: none`` nothing is derived. Where files do not say what they expect, their folder says
which shapes they are for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

from foc_graph.errors import UsageProblem
from foc_graph.rdf.documents import NO_STATEMENT, read_file
from foc_graph.rdf.formats import rdf_files
from foc_graph.rdf.terms import local_name
from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyoxigraph as ox

    from foc_graph.project import Project
    from foc_graph.rdf.documents import SyntaxProblem
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.shapetests.names import ShapeNames

#: Where the fixtures of a project lie, unless told otherwise.
FOLDER = Path("tests", "shapes")

#: What every fixture is checked together with.
CONTEXT = "context.ttl"

#: What a fixture is for; ``none`` where its folder does not say.
FixtureKind = Literal["valid", "invalid", "context", "none"]

_KINDS: dict[str, FixtureKind] = {"valid": "valid", "invalid": "invalid"}

_EXPECT = re.compile(r"^\s*#\s*expect:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_NO_RULES = re.compile(r"^\s*#\s*rules:\s*none\s*$", re.MULTILINE)
_LEAST = 3


class ExpectedRow(NamedTuple):
    """A result as fixtures name it."""

    shape: str
    component: str
    focus: str
    severity: str

    def __str__(self) -> str:
        severity = "" if self.severity == "violation" else f" {self.severity}"
        return f"{self.shape} {self.component} {self.focus}{severity}"


@dataclass(frozen=True)
class Fixture:
    """One file. ``expected`` is None where an invalid one does not say; ``problem`` if it is bad.

    ``name`` is the path as users see it, ``group`` the folder that tells which shapes it is for.
    """

    path: Path
    name: str
    group: str
    kind: FixtureKind
    quads: tuple[ox.Quad, ...] = ()
    expected: frozenset[ExpectedRow] | None = frozenset()
    applies_rules: bool = True
    problem: str | None = None


def row_of(result: Result, names: ShapeNames) -> ExpectedRow:
    """Return a result as fixtures name it."""
    return ExpectedRow(
        names.of(result.source_shape),
        kind_of(result.component.value),
        names.focus(result.focus_node),
        local_name(result.severity.value).lower(),
    )


def read_fixtures(
    project: Project, folder: Path, prefixes: PrefixMap, names: ShapeNames
) -> tuple[Fixture, ...]:
    """Read every fixture of a folder, the context first; those that are bad say why.

    Raises:
        UsageProblem: there is no such folder.

    """
    if not folder.is_dir():
        raise UsageProblem(
            "no such folder of fixtures",
            place=str(folder),
            fix="make it, with <Shape>/valid/ and <Shape>/invalid/ in it, or name it: --fixtures",
        )
    found = (_read(path, project, folder, prefixes, names) for path in rdf_files(folder))
    return tuple(sorted(found, key=lambda one: (one.kind != "context", one.name)))


def _read(
    path: Path, project: Project, folder: Path, prefixes: PrefixMap, names: ShapeNames
) -> Fixture:
    name = project.relative(path)
    *above, last = path.relative_to(folder).parent.parts or ("",)
    kind = "context" if path == folder / CONTEXT else _KINDS.get(last, "none")
    if kind == "none":
        what = "lies neither in a folder valid/ nor in a folder invalid/"
        return Fixture(path, name, "", kind, problem=what)
    document = read_file(path, base=prefixes.id_base, scope=name)
    if not document.quads and (problem := _unreadable(document.problems)):
        return Fixture(path, name, "/".join(above), kind, problem=problem)
    text = path.read_text(encoding="utf-8-sig")
    return Fixture(
        path,
        name,
        "/".join(above),
        kind,
        document.quads,
        *_told(text, kind, names),
    )


def _unreadable(problems: tuple[SyntaxProblem, ...]) -> str | None:
    """Return what is wrong; a file of comments alone may be meant: something is missing there."""
    for problem in problems:
        if problem.message != NO_STATEMENT:
            line = f"line {problem.line}: " if problem.line else ""
            return f"{line}{problem.message} - {problem.fix}"
    return None


def _told(
    text: str, kind: FixtureKind, names: ShapeNames
) -> tuple[frozenset[ExpectedRow] | None, bool, str | None]:
    """Return what the comments say: the expected rows, whether rules are applied, what is bad."""
    lines = _EXPECT.findall(text)
    rules = _NO_RULES.search(text) is None
    bad = [line for line in lines if len(line.split()) < _LEAST]
    if bad:
        what = f"`# expect: {bad[0]}` is short of a shape, a component or a focus node"
        return frozenset(), rules, what
    if lines and kind != "invalid":
        return frozenset(), rules, "expects results, which only a file in invalid/ may"
    rows = frozenset(_row(line, names) for line in lines)
    return (rows if lines or kind != "invalid" else None), rules, None


def _row(line: str, names: ShapeNames) -> ExpectedRow:
    shape, component, focus = line.split(maxsplit=2)
    start, _, last = focus.rpartition(" ")
    severity = last.lower() if start and last.lower() in SEVERITIES else "violation"
    focus = start.strip() if start and last.lower() in SEVERITIES else focus
    return ExpectedRow(names.canonical(shape), component, names.canonical_focus(focus), severity)


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
