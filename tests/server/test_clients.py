"""Clients that people use read the server, and get the right triples."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

TEXT = "doc/A-HRC-RES-20-8"
PROGRAMS = Path(__file__).parent / "clients"


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    return done.stdout


@pytest.fixture(scope="module")
def expected(server):
    """The triples of one text, as the server's N-Triples say."""
    graph = rdflib.Graph().parse(data=server.ask(f"/{TEXT}.nt").body, format="nt")
    assert len(graph) > 90
    return graph


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")],
)
def test_curl_follows_from_the_thing_to_the_data(server, expected, accept, form):
    text = run(program("curl"), "-sLf", "--compressed", "-H", f"Accept: {accept}",
               f"{server.url}id/{TEXT}")  # fmt: skip
    assert isomorphic(rdflib.Graph().parse(data=text, format=form), expected)


@pytest.mark.parametrize("syntax", ["guess", "turtle", "rdfxml", "ntriples"])
def test_rapper_reads_the_thing(server, expected, syntax):
    given = ("-g",) if syntax == "guess" else ("-i", syntax)
    text = run(program("rapper"), "-q", *given, "-o", "ntriples", f"{server.url}id/{TEXT}")
    assert isomorphic(rdflib.Graph().parse(data=text, format="nt"), expected)


@pytest.mark.parametrize("form", [None, "turtle", "xml", "nt", "json-ld", "n3", "trig"])
def test_rdflib_reads_the_thing(server, expected, form):
    graph = rdflib.Dataset() if form == "trig" else rdflib.Graph()
    graph.parse(f"{server.url}id/{TEXT}", format=form)
    found = graph.default_graph if form == "trig" else graph
    assert isomorphic(found, expected)


def test_pyoxigraph_reads_every_graph(server, dataset):
    body = server.ask(f"/{TEXT}.trig").body
    quads = set(ox.parse(body, format=ox.RdfFormat.TRIG))
    node = ox.NamedNode(f"{dataset.prefixes.base}graph/{TEXT}")
    stored = set(dataset.store.quads_for_pattern(None, None, None, node))
    assert {quad for quad in quads if quad.graph_name == node} == stored


def test_sparqlwrapper_asks_the_endpoint(server):
    from SPARQLWrapper import JSON, SPARQLWrapper

    endpoint = SPARQLWrapper(f"{server.url}sparql")
    endpoint.setQuery(
        "SELECT (COUNT(?s) AS ?n) WHERE { ?s a <https://w3id.org/foc-graph/ns#State> }"
    )
    endpoint.setReturnFormat(JSON)
    rows = endpoint.query().convert()["results"]["bindings"]
    assert int(rows[0]["n"]["value"]) > 100


@pytest.fixture(scope="module")
def comunica():
    if not (PROGRAMS / "node_modules" / "@comunica").is_dir():
        pytest.skip("Comunica is not installed: run `npm ci` in tests/server/clients")
    return program("node")


def test_comunica_reads_the_thing(server, expected, comunica):
    found = run(comunica, str(PROGRAMS / "query.mjs"), f"{server.url}id/{TEXT}")
    assert json.loads(found) == len(expected)


def test_comunica_asks_the_endpoint(server, comunica):
    found = run(comunica, str(PROGRAMS / "query.mjs"), f"{server.url}sparql", "sparql")
    assert json.loads(found) > 100
