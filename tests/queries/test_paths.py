"""The shortest path: shortest, whatever the order of the edges, and none where there is none."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import pyoxigraph as ox
import pytest

from foc_graph.queries.paths import shortest_path
from foc_graph.queries.results import ResultTable


def node(name):
    return ox.NamedNode(f"x:{name}")


def path(edges, start, end):
    rows = tuple((node(a), node(b), ox.Literal(f"{a} cites {b}")) for a, b in edges)
    found = shortest_path(ResultTable(("citing", "cited", "how"), rows), node(start), node(end))
    assert found.columns == ("step", "citing", "cited", "how")
    assert [int(row[0].value) for row in found.rows] == list(range(1, len(found.rows) + 1))
    return [row[3].value for row in found.rows]


EDGES = [("a", "c"), ("a", "b"), ("b", "d"), ("c", "d"), ("d", "a"), ("d", "e"), ("a", "a")]


def test_of_two_shortest_paths_the_first_in_order_is_taken():
    for edges in itertools.permutations(EDGES, len(EDGES)):
        assert path(edges, "a", "e") == ["a cites b", "b cites d", "d cites e"]


@pytest.mark.parametrize(("start", "end"), [("e", "a"), ("a", "z"), ("z", "a"), ("a", "a")])
def test_no_path(start, end):
    assert path(EDGES, start, end) == []


@pytest.mark.parametrize("seed", range(20))
def test_as_long_as_networkx_finds_it(seed):
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, no secret
    edges = [(chance.randrange(30), chance.randrange(30)) for _ in range(45)]
    graph = nx.DiGraph(edges)
    for end in graph:
        found = path(edges, edges[0][0], end)
        reachable = nx.has_path(graph, edges[0][0], end)
        length = nx.shortest_path_length(graph, edges[0][0], end) if reachable else 0
        assert len(found) == length
