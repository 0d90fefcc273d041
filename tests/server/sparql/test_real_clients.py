"""What clients of others send, in their own words, is answered."""

from __future__ import annotations

import pytest
from rdflib import Graph
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDF, TSV, TURTLE, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper

ASK = "ASK {}"
SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
CONSTRUCT = "CONSTRUCT WHERE { ?s a ?type } LIMIT 1"
DIRECT = {"Content-Type": "application/sparql-query"}
TRIPLES = {XML: "xml", RDF: "xml", N3: "turtle", TURTLE: "turtle", JSONLD: "json-ld"}


@pytest.mark.parametrize("way", ["GET", "POST", "POSTDIRECTLY"])
@pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning")
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV, N3, RDF, TURTLE, JSONLD])
@pytest.mark.parametrize("query", [SELECT, ASK, CONSTRUCT])
def test_sparqlwrapper_with_its_defaults(server, query, form, way):
    """Each of its formats for each form of query: what does not fit falls back to `Accept`."""
    wrapper = Wrapper(f"{server}/sparql", returnFormat=form)
    wrapper.setMethod(GET if way == "GET" else POST)
    if way == "POSTDIRECTLY":
        wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(query)
    answer = wrapper.query().response
    body = answer.read().decode()
    assert answer.status == 200
    if query == CONSTRUCT and form in TRIPLES:
        assert len(Graph().parse(data=body, format=TRIPLES[form])) == 1


@pytest.mark.parametrize(
    ("named", "accept", "said"),
    [
        ({"format": "json-ld"}, "*/*", "application/ld+json"),
        ({"format": "rdf+xml"}, "*/*", "application/rdf+xml"),
        ({"format": "n3"}, "*/*", "text/turtle"),
        ({"output": "xml"}, "*/*", "application/rdf+xml"),
        ({"results": "ttl"}, "*/*", "text/turtle"),
        ({"format": "trig", "output": "nt"}, "*/*", "application/n-triples"),
        ({"format": "spreadsheet"}, "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_formats_go_by_the_names_that_clients_have(client, named, accept, said):
    found = client.get("/sparql", params={"query": CONSTRUCT, **named}, headers={"Accept": accept})
    assert (found.status_code, found.headers["Content-Type"].split(";")[0]) == (200, said)


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK+%7B%7D", "/api/queries/members", "/dist/foc-graph.nt"]
)
def test_header_lines_of_one_name_are_one_list(client, path):
    lines = [("Accept", "text/boolean"), ("Accept", "application/sparql-results+json, */*;q=0.1")]
    assert client.get(path, headers=lines).status_code == 200


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_an_empty_name_of_a_graph_is_none(client, name):
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", name: ""}).json()["boolean"]


def test_the_dataset_of_the_address_counts_for_a_form_too(client):
    asked = client.post(
        "/sparql", params={"default-graph-uri": "urn:none"}, data={"query": "ASK { ?s ?p ?o }"}
    )
    assert asked.json()["boolean"] is False


def test_a_byte_order_mark_is_no_part_of_a_query(client):
    assert client.post("/sparql", content=b"\xef\xbb\xbf" + ASK.encode(), headers=DIRECT).json()[
        "boolean"
    ]


def test_a_coded_body_is_refused_by_name(client):
    refused = client.post("/sparql", content=ASK, headers={**DIRECT, "Content-Encoding": "gzip"})
    assert refused.status_code == 415
    assert "gzip" in refused.text


@pytest.mark.parametrize("path", ["/sparql", "/dist/foc-graph.nt", "/api/queries", "/data?default"])
def test_a_browser_may_send_what_it_likes(client, path):
    allowed = client.options(
        path,
        headers={
            "Origin": "https://a.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "x-requested-with,cache-control,range",
        },
    )
    assert allowed.status_code == 204
    assert allowed.headers["Access-Control-Allow-Headers"] == "*"
