"""Both engines find the same, on our own data, on generated data, and on mistakes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pyoxigraph as ox
import pytest

from benchmarks.seeded import row
from foc_graph.dataset.data_graph import DataGraph
from foc_graph.shacl import session
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.shapes.reader import parse_shapes, read_shapes


def results(engine, data, shapes):
    return get_engine(engine).run(data, shapes, timeout=1200).results


def by_key(found):
    """Results with their messages; equal ones count, but for queries (SHACL 5.3.1)."""
    counted = Counter((*result.key, result.messages) for result in found)
    return {key: 1 if "SPARQL" in str(key[4]) else count for key, count in counted.items()}


@pytest.fixture(scope="module")
def own(dataset):
    """Our own data and shapes."""
    shapes = read_shapes(dataset.project, base=dataset.prefixes.base)
    return DataGraph.from_quads(dataset.quads()), shapes


@pytest.mark.slow
def test_same_results_on_our_own_data(own):
    data, shapes = own
    fast = results("sparql", data, shapes)

    assert len(fast) > 100  # informations, if nothing else: an empty answer would prove little
    assert by_key(fast) == by_key(results("pyshacl", data, shapes))


def test_our_own_shapes_need_no_fallback(own):
    assert get_engine("sparql").run(*own).fallback == ()


@pytest.fixture(scope="module")
def bench(request, shared, tmp_path_factory):
    """Generated data with seeded mistakes, and what has to be found."""
    tools, folder = shared / "tools" / "bench", tmp_path_factory.mktemp("bench")
    scale = f"S{getattr(request, 'param', 1)}"
    tool = (str(tools / "gen.py"), "--scale", scale[1:], "--out", str(folder))
    subprocess.run([sys.executable, *tool], check=True, capture_output=True)
    expected = json.loads((folder / f"expected-{scale}.json").read_text())["results"]
    return tools, read(folder / f"data-{scale}.ttl"), Counter(map(tuple, expected))


def read(path):
    parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return tuple(ox.Quad(t.subject, t.predicate, t.object) for t in parsed)


@pytest.mark.parametrize("bench", [1, 10], indirect=True)
def test_exactly_the_seeded_mistakes(bench):
    tools, quads, expected = bench
    shapes = parse_shapes(read(tools / "shapes.ttl"))

    assert Counter(map(row, results("sparql", DataGraph.from_quads(quads), shapes))) == expected


@pytest.mark.slow
@pytest.mark.parametrize("bench", [1, 10], indirect=True)
@pytest.mark.parametrize("triples_a_lookup", [0, 10**9])
def test_exactly_the_seeded_mistakes_wherever_queries_start(bench, monkeypatch, triples_a_lookup):
    monkeypatch.setattr(session, "TRIPLES_A_LOOKUP", triples_a_lookup)

    test_exactly_the_seeded_mistakes(bench)


@pytest.mark.slow
def test_same_results_on_the_seeded_mistakes(bench):
    tools, quads, _ = bench
    shapes = parse_shapes(read(tools / "shapes-portable.ttl"))

    fast, reference = (
        results(e, DataGraph.from_quads(quads), shapes) for e in ("sparql", "pyshacl")
    )

    assert by_key(fast) == by_key(reference)
