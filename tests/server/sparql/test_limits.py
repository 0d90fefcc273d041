"""Queries that explode: each is answered clearly, and the server goes on."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.server.conftest import PATIENCE, running, wait_until
from tests.server.sparql.conftest import LIMITS

CSV = {"Accept": "text/csv"}
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def in_a_loop(work):
    """Run beside the loop that the browser's tests keep in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


EXPLOSIONS = {
    "cross product": (CROSS, {504}),
    "property paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>)* ?c }", {504, 422}),
    "sort of a cross product": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", {422, 504}),
    "huge result": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", {422}),
    "deep nesting": ("SELECT * {" + "{" * 40_000 + "}" * 40_000 + "}", {422, 400}),
    "long expression": ("ASK { FILTER(" + "1+" * 20_000 + "1 > 0) }", {200, 422, 400}),
    "regular expression": ('ASK { FILTER(REGEX("' + "a" * 60 + '", "(a+)+$b")) }', {200}),
}


@pytest.mark.parametrize("name", EXPLOSIONS)
def test_an_exploding_query_ends_and_the_server_goes_on(client, name):
    query, statuses = EXPLOSIONS[name]
    response = client.post("/sparql", data={"query": query})
    assert response.status_code in statuses, response.text[:300]
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"]


def test_a_result_over_the_limit_is_an_error_and_not_a_part(client):
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?x a ?y }"})
    assert response.status_code == 422
    assert "longer than the 2 MiB" in response.text


def test_when_all_workers_are_busy_clients_are_told_to_come_back(server):
    async def many():
        async with httpx.AsyncClient(base_url=server, timeout=PATIENCE) as client:
            asked = (client.get("/sparql", params={"query": f"{CROSS} # {n}"}) for n in range(8))
            return await asyncio.gather(*asked)

    answers = in_a_loop(many)
    busy = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {503, 504}
    assert all(answer.headers["retry-after"] == "5" for answer in busy)


def test_clients_that_go_away_free_their_workers(server, client):
    def leave(number):
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{server}/sparql", params={"query": f"{CROSS} # {number}"}, timeout=0.5)

    with ThreadPoolExecutor() as threads:
        list(threads.map(leave, range(LIMITS.workers)))
    # A worker that were not free would be busy for longer than a query waits for it.
    assert client.get("/sparql", params={"query": "ASK {} # after"}).status_code == 200


def test_clients_that_go_away_while_workers_start_do_not_end_the_start(small, tmp_path):
    request = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    with running(small, tmp_path) as server:
        for _ in range(10):
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as leaving:
                leaving.sendall(request)
        assert server.ask("/sparql?query=ASK%7B%7D").status == 200
        assert wait_until(lambda: '"status":499' in server.logged())


def test_rows_are_compressed_and_known_again_like_documents(client):
    def ask(**headers):
        return client.get(
            "/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 99"}, headers=headers
        )

    plain, coded = ask(**{"Accept-Encoding": "identity"}), ask(**{"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), coded.headers["content-encoding"]) == (
        None,
        "gzip",
    )
    assert plain.json() == coded.json()
    assert plain.headers["etag"] != coded.headers["etag"]
    for condition in (
        {"If-None-Match": coded.headers["etag"]},
        {"If-Modified-Since": coded.headers["last-modified"]},
    ):
        assert ask(**{"Accept-Encoding": "gzip"} | condition).status_code == 304


@pytest.mark.parametrize(
    "path", ["/api/queries", "/api/openapi.json", "/sparql", "/dist/foc-graph.nq"]
)
def test_every_address_answers_conditions(client, path):
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_condition_makes_no_304_of_a_redirect(client):
    for _ in range(2):  # made, and from memory
        assert client.get("/id/state/EST", headers={"If-None-Match": "*"}).status_code == 303


def test_a_query_that_is_posted_again_is_answered_from_memory(client):
    queries = [f"SELECT ?n {{ VALUES ?n {{ {n} }} }} # {'x' * 5000}" for n in (1, 2)]
    for _ in "ab":
        rows = [client.post("/sparql", data={"query": q}, headers=CSV).text for q in queries]
        assert rows == ["n\r\n1\r\n", "n\r\n2\r\n"]
