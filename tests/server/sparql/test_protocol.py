"""SPARQL 1.1 Protocol: the cases of the W3C suite (data-sparql11/protocol), and those around it."""

from __future__ import annotations

import pytest
from rdflib import Graph

ASK = "ASK {}"
SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2"
DIRECT = {"Content-Type": "application/sparql-query"}
FOC = "https://w3id.org/foc-graph/graph/org"
VOCAB = "https://w3id.org/foc-graph/graph/vocab"


def boolean(response) -> bool:
    assert response.status_code == 200, response.text
    return response.json()["boolean"]


def ask(client, way: str, query: str, **graphs):
    if way == "get":
        return client.get("/sparql", params={"query": query, **graphs})
    if way == "form":
        return client.post("/sparql", data={"query": query, **graphs})
    return client.post("/sparql", params=graphs, content=query, headers=DIRECT)


WAYS = pytest.mark.parametrize("way", ["get", "form", "direct"])


@WAYS
def test_a_query_is_answered_however_it_is_sent(client, way):
    assert boolean(ask(client, way, ASK))


@WAYS
def test_default_graphs_of_the_request_are_the_default_graph(client, way):
    query = "ASK { <id/org/foc> ?p ?o }"
    assert boolean(ask(client, way, query, **{"default-graph-uri": FOC}))
    assert not boolean(ask(client, way, query, **{"default-graph-uri": VOCAB}))


@WAYS
def test_several_default_graphs_are_merged(client, way):
    counts = [
        int(
            ask(
                client, way, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": graphs}
            ).json()["results"]["bindings"][0]["n"]["value"]
        )
        for graphs in (FOC, VOCAB, [FOC, VOCAB])
    ]
    assert counts[0] + counts[1] == counts[2]


@WAYS
def test_named_graphs_of_the_request_are_the_only_ones(client, way):
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = ask(client, way, query, **{"named-graph-uri": [FOC, VOCAB]}).json()
    assert {row["g"]["value"] for row in found["results"]["bindings"]} == {FOC, VOCAB}
    assert not boolean(ask(client, way, "ASK { ?s ?p ?o }", **{"named-graph-uri": FOC}))


@WAYS
def test_graphs_of_the_request_come_before_those_of_the_query(client, way):
    query = "SELECT (COUNT(*) AS ?n) FROM <VOCAB> { ?s ?p ?o }".replace("VOCAB", VOCAB)
    own = ask(client, way, query).json()["results"]["bindings"][0]["n"]["value"]
    other = ask(client, way, query, **{"default-graph-uri": FOC}).json()
    assert other["results"]["bindings"][0]["n"]["value"] != own


def test_without_graphs_the_default_graph_is_the_union(client):
    union = "ASK { ?s ?p ?o FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }"
    assert boolean(ask(client, "get", union))


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, None, "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml"),
        ("DESCRIBE foc:Resolution", "text/turtle", "text/turtle; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_is_accepted(client, query, accept, content_type):
    headers = {"Accept": accept} if accept else {}
    response = client.get("/sparql", params={"query": query}, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize("name", ["csv", "text/csv"])
def test_the_format_may_be_named_in_the_address(client, name):
    response = client.get("/sparql", params={"query": SELECT, "format": name})
    assert response.text.splitlines()[0] == "s"


@pytest.mark.parametrize("form", ["turtle", "nt", "json-ld", "xml"])
def test_every_rdf_format_holds_the_same_triples(client, form):
    media = {"turtle": "ttl", "nt": "nt", "json-ld": "jsonld", "xml": "rdf"}[form]
    query = "CONSTRUCT WHERE { ?s a foc:State }"
    text = client.get("/sparql", params={"query": query, "format": media}).text
    assert len(Graph().parse(data=text, format=form)) == 149


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (405, {"method": "PUT", "params": {"query": ASK}}),  # bad_query_method
        (400, {"method": "GET", "params": [("query", ASK), ("query", SELECT)]}),
        (415, {"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}}),
        (415, {"method": "POST", "content": f"query={ASK}"}),  # bad_query_missing_form_type
        (
            415,
            {
                "method": "POST",
                "content": ASK.encode("utf-16"),
                "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"},
            },
        ),
        (400, {"method": "POST", "content": b"ASK { ?s ?p '\xff' }", "headers": DIRECT}),
        (400, {"method": "GET", "params": {"query": "ASK { ?s ?p"}}),  # bad_query_syntax
        (400, {"method": "POST", "data": {"x": "y"}}),
        (403, {"method": "POST", "data": {"update": "CLEAR ALL"}}),
        (
            403,
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
        ),
        (400, {"method": "GET", "params": {"query": "LOAD <http://127.0.0.1:1/>"}}),
        (400, {"method": "GET", "params": {"query": "ASK { SERVICE <http://127.0.0.1:1/> {} }"}}),
        (400, {"method": "GET", "params": {"query": ASK, "default-graph-uri": "no iri"}}),
        (406, {"method": "GET", "params": {"query": SELECT}, "headers": {"Accept": "image/png"}}),
        (413, {"method": "POST", "content": "ASK {}" + " " * 10_000_000, "headers": DIRECT}),
    ],
)
def test_what_is_no_query_is_refused_in_one_sentence(client, status, request_):
    response = client.request(url="/sparql", **request_)
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.endswith(".\n")
    assert response.text.count("\n") == 1


def test_a_broken_escape_is_refused(client):
    assert client.get("/sparql?query=%ff").status_code == 400


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {\n  ?s ?p ?o .\n  FILTR(?o)\n}", "Line 3, column 3"),
        ("SELECT * {\n  ?s nope:x ?o\n}", "Line 2, column 6"),
        ("SELECT * WHERE {\n ?s ?p ?o", "Line 1, column 16"),
        ("ASK {\n SERVICE <http://127.0.0.1:1/> {} }", "Line 2, column 2"),
    ],
)
def test_a_mistake_is_shown_where_it_is(client, query, place):
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    assert response.text.startswith(place)


def test_405_says_what_is_allowed(client):
    assert client.delete("/sparql").headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_pages_of_other_sites_may_ask(client):
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=headers)
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "*"
    assert (
        client.get("/sparql", params={"query": ASK}).headers["access-control-allow-origin"] == "*"
    )


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml"])
def test_without_a_query_the_service_describes_itself(client, accept):
    response = client.get("/sparql", headers={"Accept": accept})
    form = "xml" if "xml" in response.headers["content-type"] else "turtle"
    graph = Graph().parse(data=response.text, format=form)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    [endpoint] = graph.query(f"SELECT ?e {{ ?s a <{sd}Service> ; <{sd}endpoint> ?e }}")
    assert str(endpoint[0]) == str(client.base_url.join("/sparql"))
    assert graph.query(f"ASK {{ ?g <{sd}name> <{VOCAB}> }}").askAnswer


def test_head_is_get_without_a_body(client):
    response = client.head("/sparql", params={"query": ASK})
    assert (response.status_code, response.content) == (200, b"")


def test_the_same_answer_need_not_be_sent_twice(client):
    tag = client.get("/sparql", params={"query": SELECT}).headers["etag"]
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_an_answer_that_changes_is_not_kept(client):
    answers = {
        client.get("/sparql", params={"query": "SELECT (RAND() AS ?r) {}"}).text for _ in "ab"
    }
    assert len(answers) == 2


def test_sparqlwrapper_gets_its_rows(server):
    from SPARQLWrapper import JSON, POST, SPARQLWrapper

    endpoint = SPARQLWrapper(f"{server}/sparql", returnFormat=JSON)
    endpoint.setMethod(POST)
    endpoint.setQuery("SELECT ?s WHERE { ?s a foc:State }")
    assert len(endpoint.queryAndConvert()["results"]["bindings"]) == 149
