"""Queries that explode: each is answered clearly, and the server goes on."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from foc_graph.server.sparql.limits import Limits
from foc_graph.server.sparql.pool import Pool
from foc_graph.server.sparql.requests import SparqlRequest

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
    begun = time.monotonic()
    response = client.post("/sparql", data={"query": query})
    assert response.status_code in statuses, response.text[:300]
    assert time.monotonic() - begun < 6
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"]


def test_a_result_over_the_limit_is_an_error_and_not_a_part(client):
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?x a ?y }"})
    assert response.status_code == 422
    assert "longer than the 2 MiB" in response.text


def test_when_all_workers_are_busy_clients_are_told_to_come_back(server):
    async def many():
        async with httpx.AsyncClient(base_url=server, timeout=20) as client:
            asked = (client.get("/sparql", params={"query": f"{CROSS} # {n}"}) for n in range(8))
            return await asyncio.gather(*asked)

    answers = in_a_loop(many)
    busy = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {503, 504}
    assert all(answer.headers["retry-after"] == "5" for answer in busy)


def test_a_client_that_goes_away_frees_its_worker(server, client):
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{server}/sparql", params={"query": CROSS}, timeout=0.3)
    begun = time.monotonic()
    assert client.get("/sparql", params={"query": "ASK {} # after"}).status_code == 200
    assert time.monotonic() - begun < 1


def run(dataset, work, *, forks=True):
    async def main():
        limits = Limits(seconds=1, workers=1, memory_bytes=300 << 20)
        pool = Pool(dataset, limits, forks=forks)
        await pool.start()
        try:
            return await work(pool)
        finally:
            await pool.stop()

    return in_a_loop(main)


@pytest.mark.parametrize("forks", [True, False])
def test_a_query_is_stopped_with_its_process(dataset, forks):
    async def work(pool):
        await pool.ask(SparqlRequest("ASK {}"))
        [process] = pool.processes
        reply = await pool.ask(SparqlRequest(CROSS))
        after = await pool.ask(SparqlRequest("ASK {}"))
        return process, reply.status, after.status

    process, stopped, after = run(dataset, work, forks=forks)
    assert (stopped, after) == (504, 200)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_new_data_are_asked_after_a_replacement(dataset, small):
    from foc_graph.dataset import load_dataset

    async def work(pool):
        question = SparqlRequest("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", format="csv")
        before = await pool.ask(question)
        await pool.replace(load_dataset(small))
        return before.body, (await pool.ask(question)).body

    before, after = run(dataset, work)
    assert before != after == b"n\r\n2\r\n"


def test_where_all_workers_have_ended_new_ones_are_started(dataset):
    async def work():
        pool = Pool(dataset, Limits(workers=1))
        try:
            before = await pool.ask(SparqlRequest("ASK { ?s ?p ?o }"))
            nursery = pool._brood._nursery  # noqa: SLF001 - as the system would end it
            nursery.kill()
            await nursery.wait()
            return before, await pool.ask(SparqlRequest("ASK { ?s ?p ?o }"))
        finally:
            await pool.stop()

    assert [reply.status for reply in in_a_loop(work)] == [200, 200]
