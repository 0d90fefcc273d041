"""The data graph that engines see: every triple once, as written, also where a store changes it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.rdf import literals

S, P = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
GRAPH = ox.NamedNode("urn:g")


def padded(number: int) -> ox.Literal:
    """An integer that a store gives back without its zeros."""
    return ox.Literal(f"00{number}", datatype=INTEGER)


def test_a_triple_of_two_graphs_is_there_once():
    twice = (ox.Quad(S, P, S, graph) for graph in (GRAPH, ox.NamedNode("urn:h")))

    data = DataGraph.from_quads([*twice, ox.Quad(S, P, P)])

    assert data.triples == 2
    assert set(data.quads) == {ox.Quad(S, P, S), ox.Quad(S, P, P)}


def test_a_graph_can_be_asked_for_by_its_name():
    data = DataGraph.from_quads([ox.Quad(S, P, S, GRAPH), ox.Quad(S, P, P)])

    found = data.exact.select(f"SELECT ?o WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}")

    assert [row["o"] for row in found] == [S]


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_literals_are_as_written_however_many_are_read_at_a_time(monkeypatch, at_once):
    monkeypatch.setattr(literals, "_AT_ONCE", at_once)
    plain = [ox.Quad(S, P, ox.Literal(str(number), datatype=INTEGER)) for number in range(3)]
    written = [*plain, *(ox.Quad(S, P, padded(number)) for number in range(3)), *plain]

    data = DataGraph.from_quads(iter(written))

    assert data.has_disguised
    assert data.triples == 6
    assert set(data.quads) == set(written)


def test_nothing_is_disguised_where_a_store_keeps_everything():
    assert not DataGraph.from_quads(
        [ox.Quad(S, P, ox.Literal("1", datatype=INTEGER))]
    ).has_disguised


def test_what_cannot_be_read_is_not_passed_over():
    def broken():
        yield ox.Quad(S, P, S)
        raise SyntaxError("line 2")

    with pytest.raises(SyntaxError, match="line 2"):
        DataGraph.from_quads(broken())


def test_a_graph_beside_the_data_leaves_the_data_alone():
    data = DataGraph.from_quads([ox.Quad(S, P, padded(1))])

    beside = data.with_graph(GRAPH, [ox.Quad(S, P, S)])

    assert len(beside.store) == 2
    assert data.triples == 1
