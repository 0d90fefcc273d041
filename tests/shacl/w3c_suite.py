"""The W3C SHACL test suite: its manifests, and whether an engine gives what they expect.

https://w3c.github.io/data-shapes/data-shapes-test-suite/ - a test passes when the engine conforms
or not as expected, and its results equal the expected ones as a multiset of (focus node, path,
value, severity, constraint component, source shape).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.errors import CouldNotRun
from foc_graph.rdf.terms import sh
from foc_graph.rdf.triples import TripleIndex
from foc_graph.shacl.shapes.reader import parse_shapes
from foc_graph.sparql.paths import read_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.engines import ValidationEngine

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "http://www.w3.org/ns/shacl-test#"
_FAILURE = ox.NamedNode(_SHT + "Failure")


@dataclass(frozen=True)
class Case:
    """One test. ``expected`` is None where a processor has to report a failure."""

    name: str
    data: Path
    shapes: Path
    expected: tuple[tuple[object, ...], ...] | None


class Verdict(NamedTuple):
    """Whether a test passed, what was missing and too much, and whether pySHACL was needed."""

    passed: bool
    missing: Counter[tuple[object, ...]]
    extra: Counter[tuple[object, ...]]
    fallback: bool


def read_cases(folder: Path) -> Iterator[Case]:
    """Yield every test in a folder of the suite and below, in the order of the file names.

    All files are read, not only those that a manifest includes: one manifest forgets a test.
    """
    for path in sorted(folder.rglob("*.ttl")):
        graph = TripleIndex(suite_quads(path))
        own = ox.NamedNode(path.resolve().as_uri())
        for entries in graph.objects(own, ox.NamedNode(_MF + "entries")):
            for entry in graph.members(entries):
                yield _case(graph, entry, path)


def run_case(engine: ValidationEngine, case: Case) -> Verdict:
    """Run one test."""
    try:
        outcome = engine.run(
            DataGraph.from_quads(suite_quads(case.data)), parse_shapes(suite_quads(case.shapes))
        )
    except CouldNotRun:
        return Verdict(case.expected is None, Counter(), Counter(), fallback=False)
    found = Counter(result.key for result in outcome.results)
    expected = Counter(case.expected or ())
    missing, extra = expected - found, found - expected
    passed = case.expected is not None and not missing and not extra
    return Verdict(passed, missing, extra, bool(outcome.fallback))


@cache
def suite_quads(path: Path) -> tuple[ox.Quad, ...]:
    """Parse a file once: a blank node has one name, as data, as shape and in the results."""
    parsed = ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
    return tuple(ox.Quad(t.subject, t.predicate, t.object) for t in parsed)


def _case(graph: TripleIndex, entry: Term, path: Path) -> Case:
    action = graph.value(entry, ox.NamedNode(_MF + "action"))
    result = graph.value(entry, ox.NamedNode(_MF + "result"))
    assert action is not None and result is not None and isinstance(entry, ox.NamedNode)  # noqa: PT018
    data, shapes = (
        _as_path(graph.value(action, ox.NamedNode(_SHT + name)))
        for name in ("dataGraph", "shapesGraph")
    )
    expected = None if result == _FAILURE else tuple(_expected(graph, result))
    name = f"{path.parent.name}/{entry.value.rpartition('/')[2]}"
    return Case(name, data, shapes, expected)


def _expected(graph: TripleIndex, report: Term) -> Iterator[tuple[object, ...]]:
    for result in graph.objects(report, sh("result")):
        path = graph.value(result, sh("resultPath"))
        yield (
            graph.value(result, sh("focusNode")),
            None if path is None else read_path(graph, path),
            graph.value(result, sh("value")),
            graph.value(result, sh("resultSeverity")),
            graph.value(result, sh("sourceConstraintComponent")),
            graph.value(result, sh("sourceShape")),
        )


def _as_path(term: Term | None) -> Path:
    assert isinstance(term, ox.NamedNode)  # the suite is well-formed
    return Path(unquote(urlsplit(term.value).path))
