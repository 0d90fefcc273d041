"""Graphs are read at /data, by the Graph Store Protocol."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from foc_graph.dataset.content import Content

GRAPH = "https://w3id.org/foc-graph/graph/org"
NAMED = f"/data?graph={quote(GRAPH, safe='')}"


@pytest.fixture(scope="module")
def content(dataset):
    return Content(dataset)


def lines(triples):
    return Counter(f"{triple} ." for triple in triples)


def test_every_named_graph_is_what_the_dataset_holds(server, content):
    graphs = {q.graph_name.value for q in content.quads if isinstance(q.graph_name, ox.NamedNode)}
    assert len(graphs) > 100
    for graph in sorted(graphs)[::40]:
        found = server.ask(f"/data?graph={quote(graph, safe='')}", Accept="application/n-triples")
        wanted = lines(q.triple for q in content.quads if q.graph_name == ox.NamedNode(graph))
        assert Counter(found.body.decode().splitlines()) == wanted, graph


def test_the_default_graph_is_the_merge_of_all_with_no_triple_twice(server, content):
    found = server.ask("/data?default", Accept="application/n-triples").body.decode().splitlines()
    assert len(found) == len(set(found)) == len(content.triples)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld"),
     ("application/n-triples", "nt"), ("", "turtle")],
)  # fmt: skip
def test_each_format_says_the_same(server, accept, form):
    found = server.ask(NAMED, **({"Accept": accept} if accept else {}))
    assert accept in found["Content-Type"]
    same = rdflib.Graph().parse(data=server.ask("/graph/org.nt").body, format="nt")
    given = rdflib.Graph().parse(data=found.body, format=form)
    assert len(given) > 10
    assert not set(given) - set(same)
    assert isomorphic(given, rdflib.Graph().parse(data=server.ask(NAMED).body, format="turtle"))


def test_what_is_kept_is_not_sent_again_and_head_has_no_body(server):
    first = server.ask(NAMED)
    assert server.ask(NAMED, If_None_Match=first["ETag"]).status == 304
    head = server.ask(NAMED, method="HEAD")
    assert (head.status, head.body, head["Content-Length"]) == (
        200, b"", first["Content-Length"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/data?graph=urn%3Ax", "GET", 404),
        ("/data?graph=urn%3Ax", "HEAD", 404),
        ("/data", "GET", 400),
        ("/data?graph=a&graph=b", "GET", 400),
        ("/data?default&graph=a", "GET", 400),
        (NAMED, "PUT", 405),
        (NAMED, "DELETE", 405),
    ],
)
def test_what_cannot_be_read_is_said(server, path, method, status):
    assert server.ask(path, method=method).status == status


def test_a_format_that_is_not_there_is_refused(server):
    assert server.ask(NAMED, Accept="image/png").status == 406
