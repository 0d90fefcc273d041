"""Every shape sees what it should, and nothing else.

The files are in ``tests/shapes/<file of shapes>/{valid,invalid}/``; docs/test-shapes.md says how
they are written. Adding a test is adding a file. `foc_graph.shapetests` reads and runs them, as
``foc-graph test-shapes`` does.

Every shape is then mutated further than that command does: each target, path, constraint and query
is misspelt or dropped, and some file must notice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import pytest

from foc_graph.errors import FocGraphError
from foc_graph.project import Project
from foc_graph.project.source import read_prefixes
from foc_graph.shacl.components.logic import PropertyConstraint
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.shapes.reader import parse_shapes, read_shapes
from foc_graph.shapetests import ExpectedRow, Fixture, ShapeNames, read_fixtures
from foc_graph.shapetests.fixture_graph import FixtureGraph
from foc_graph.shapetests.fixtures import row_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.data_graph import DataGraph

FOLDER = ROOT / "tests/shapes"
PROJECT = Project(FOLDER.parent.parent)
PREFIXES = read_prefixes(PROJECT)
SH = "http://www.w3.org/ns/shacl#"
SHAPES = f"{PREFIXES.base}shapes#"
ENGINE = get_engine("sparql")
ALL = read_shapes(PROJECT, base=PREFIXES.base)
NAMES = ShapeNames(ALL, PREFIXES)
CONTEXT, *FILES = read_fixtures(PROJECT, FOLDER, PREFIXES, NAMES)
INVALID = [fixture for fixture in FILES if fixture.kind == "invalid"]
BENCH = FixtureGraph(PROJECT, PREFIXES, ALL, NAMES, CONTEXT.quads)

Found = frozenset[ExpectedRow]


@cache
def shape_quads() -> dict[str, tuple[ox.Quad, ...]]:
    """The shapes, by the name of their file."""
    return {
        path.stem: tuple(
            ox.Quad(t.subject, t.predicate, t.object)
            for t in ox.parse(path=str(path), base_iri=PREFIXES.id_base)
        )
        for path in sorted(PROJECT.shapes.glob("*.ttl"))
    }


@cache
def data(fixture: Fixture) -> DataGraph:
    return BENCH.load(fixture).data


def found(fixture: Fixture, shapes) -> Found:
    return frozenset(row_of(r, NAMES) for r in ENGINE.run(data(fixture), shapes).results)


def name(fixture: Fixture) -> str:
    return str(fixture.path.relative_to(FOLDER).with_suffix(""))


#: One file of each folder, which `make test-fast` tries, too.
FIRST = {(fixture.group, fixture.kind): fixture for fixture in reversed(FILES)}.values()
OTHERS = [pytest.param(f, marks=pytest.mark.slow) for f in FILES if f not in FIRST]


@pytest.mark.parametrize("fixture", [CONTEXT, *FIRST, *OTHERS], ids=name)
def test_a_file_yields_exactly_the_results_that_it_names(fixture):
    assert found(fixture, ALL) == fixture.expected
    assert fixture.problem is None


@pytest.mark.parametrize("fixture", FILES, ids=name)
def test_only_invalid_files_expect_results_and_some_of_their_own_shapes(fixture):
    own = {row for row in fixture.expected if row.shape.startswith(fixture.group)}

    assert bool(fixture.expected) is (fixture.kind == "invalid")
    assert bool(own) is (fixture.kind == "invalid") or fixture.path.stem == "missing"


def test_the_list_of_files_has_not_shrunk():
    assert len(FILES) >= 353
    assert len(INVALID) >= 255


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_every_file_of_shapes_has_a_folder_of_tests(kind):
    groups = {fixture.group for fixture in FILES if fixture.kind == kind}
    assert groups >= {*shape_quads()} - {"shapes"}


def constraints() -> Iterator[tuple[str, str]]:
    """Shape and component, for every constraint that can yield a result."""
    for shape in ALL.by_node.values():
        own = shape.node.value.removeprefix(SHAPES)
        for constraint in shape.constraints:
            if not isinstance(constraint, PropertyConstraint) and own[0].isupper():
                component = constraint.component.value.removeprefix(SH)
                yield own, component.removesuffix("ConstraintComponent")


def test_every_constraint_is_seen_to_fail():
    tested = {row[:2] for fixture in INVALID for row in fixture.expected}

    assert set(constraints()) - tested == set()


class Mutation(NamedTuple):
    """A shape graph with one thing wrong in it."""

    shape: str
    what: str
    quads: tuple[ox.Quad, ...]


TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
#: What is misspelt or changed; everything else is dropped.
MISSPELT = (*TARGETS, "path", "class", "datatype", "hasValue", "nodeKind", "inversePath")
CHANGED = {"minCount": 1, "maxCount": 1, "minLength": 1, "maxLength": -1, "minInclusive": 1}
KEPT = {"message", "prefixes", "declare", "prefix", "namespace", "select", "closed", "in"}


def neighbours() -> tuple[dict, dict]:
    """What each node of the shapes graph says, and which nodes name it."""
    says, named_by = defaultdict(list), defaultdict(set)
    for quad in (quad for quads in shape_quads().values() for quad in quads):
        says[quad.subject].append(quad)
        named_by[quad.object].add(quad.subject)
    return says, named_by


def reach(start, step) -> set:
    seen, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += step(node)
    return seen


def mutants_of(quad: ox.Quad) -> Iterator[ox.Quad | None]:
    """The quad with a mistake in it; None drops it."""
    predicate = quad.predicate.value.removeprefix(SH)
    if predicate in MISSPELT and isinstance(quad.object, ox.NamedNode):
        yield ox.Quad(quad.subject, quad.predicate, ox.NamedNode(quad.object.value + "-misspelt"))
    elif predicate in CHANGED:
        changed = ox.Literal(int(quad.object.value) + CHANGED[predicate])
        yield ox.Quad(quad.subject, quad.predicate, changed)
    elif predicate == "select":
        for curie in sorted(set(re.findall(r"\b[a-z]+:\w+", quad.object.value))):
            text = re.sub(rf"{curie}\b", "foc:misspelt", quad.object.value)
            yield ox.Quad(quad.subject, quad.predicate, ox.Literal(text))
    if predicate not in KEPT and quad.predicate.value.startswith(SH):
        yield None


def mutations() -> Iterator[Mutation]:
    says, named_by = neighbours()
    for quad in (quad for quads in shape_quads().values() for quad in quads):
        mutants = list(mutants_of(quad))
        if not mutants:
            continue
        users = reach(quad.subject, lambda node: named_by.get(node, ()))
        tops = [node for node in users if any("target" in q.predicate.value for q in says[node])]
        nodes = {
            n for top in tops for n in reach(top, lambda x: [q.object for q in says.get(x, ())])
        }
        declared = ox.NamedNode(f"{PREFIXES.base}shapes")
        nodes |= reach(declared, lambda x: [q.object for q in says.get(x, ())])
        rest = [q for node in nodes for q in says.get(node, ()) if q != quad]
        for mutant in mutants:
            predicate = quad.predicate.value.removeprefix(SH)
            what = f"{predicate} {quad.object} -> {mutant and mutant.object}"
            shape = next(iter(tops)).value.removeprefix(SHAPES) if tops else str(quad.subject)
            yield Mutation(shape, what, (*rest, *([mutant] if mutant else [])))


def notices(mutation: Mutation) -> bool:
    """Whether some file yields other results with the mutated shapes than it should."""
    try:
        shapes = parse_shapes(mutation.quads)
    except FocGraphError:
        return True
    own = {
        quad.subject.value.removeprefix(SHAPES)
        for quad in mutation.quads
        if isinstance(quad.subject, ox.NamedNode)
    }
    relevant = [f for f in INVALID if any(row.shape in own for row in f.expected)]
    groups = {fixture.group for fixture in relevant}
    valid = [f for f in FILES if f.kind == "valid" and f.group in groups]
    return any(
        found(fixture, shapes) != {row for row in fixture.expected if row.shape in own}
        for fixture in (*relevant, *valid)
    )


@pytest.mark.slow
def test_a_mistake_in_any_shape_is_noticed():
    unnoticed = [f"{m.shape}: {m.what[:300]}" for m in mutations() if not notices(m)]

    assert unnoticed == []
