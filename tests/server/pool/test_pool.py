"""The processes that queries run in: limits, ends, replacements, starts."""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from foc_graph.server.pool.messages import SparqlRequest
from foc_graph.server.pool.pool import Pool
from foc_graph.server.pool.workers import Workers
from foc_graph.server.settings import Limits

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TRUE = SparqlRequest("ASK {}")


def in_a_loop(work):
    """Run beside the loop that the browser's tests keep in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


def run(dataset, work, *, forks=True):
    """Give a pool of one worker and the source of its data to something, and end the pool."""

    async def main():
        source = SimpleNamespace(dataset=dataset, generation=1, held=0)
        limits = Limits(seconds=3, workers=1, memory_bytes=300 << 20)
        pool = Pool(source, limits, forks=forks)
        try:
            return await work(pool, source)
        finally:
            await pool.stop()

    return in_a_loop(main)


@pytest.mark.parametrize("forks", [True, False])
def test_a_query_is_stopped_with_its_process(dataset, forks):
    async def work(pool, _):
        await pool.ask(TRUE)
        [process] = (await pool.start()).processes
        reply = await pool.ask(SparqlRequest(CROSS))
        after = await pool.ask(TRUE)
        return process, reply.status, after.status

    process, stopped, after = run(dataset, work, forks=forks)
    assert (stopped, after) == (504, 200)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_new_data_are_asked_after_a_replacement(dataset, small):
    from foc_graph.dataset import load_dataset

    async def work(pool, source):
        question = SparqlRequest("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", formats=("csv",))
        before = await pool.ask(question)
        source.dataset, source.generation = load_dataset(small), 2
        return before.body, (await pool.ask(question)).body

    before, after = run(dataset, work)
    assert before != after == b"n\r\n2\r\n"


def test_queries_that_wait_when_data_are_replaced_are_answered_from_the_former(dataset, small):
    from foc_graph.dataset import load_dataset

    async def work(pool, source):
        await pool.ask(TRUE)
        running = asyncio.ensure_future(pool.ask(SparqlRequest(CROSS)))
        waiting = asyncio.ensure_future(pool.ask(TRUE))
        await asyncio.sleep(0)
        source.dataset, source.generation = load_dataset(small), 2
        await pool.ask(TRUE)
        return [(await task).status for task in (running, waiting)]

    assert run(dataset, work) == [504, 200]


def test_where_all_workers_have_ended_new_ones_are_started(dataset):
    async def work(pool, _):
        before = await pool.ask(TRUE)
        fork_server = (await pool.start())._fork_server  # noqa: SLF001 - as the system would
        fork_server.kill()
        await fork_server.wait()
        return before, await pool.ask(TRUE)

    assert [response.status for response in run(dataset, work)] == [200, 200]


def test_a_worker_that_the_system_ends_costs_no_query(dataset):
    async def work(pool, _):
        await pool.ask(TRUE)
        workers = await pool.start()
        [process] = workers.processes
        os.kill(process, signal.SIGKILL)
        [worker] = workers._workers  # noqa: SLF001
        await worker.reader.read()  # until it is noticed
        return await pool.ask(TRUE)

    assert run(dataset, work).status == 200


@pytest.mark.parametrize("clients", [1, 10])
@pytest.mark.parametrize("pauses", [1, 100])
def test_clients_that_go_away_during_the_start_do_not_end_it(dataset, clients, pauses):
    async def work(pool, _):
        leaving = [asyncio.ensure_future(pool.ask(TRUE)) for _ in range(clients)]
        for _ in range(pauses):
            await asyncio.sleep(0)
        for task in leaving:
            task.cancel()
        return await pool.ask(TRUE), await asyncio.gather(*leaving, return_exceptions=True)

    response, left = run(dataset, work)
    assert response.status == 200
    assert [type(error) for error in left] == [asyncio.CancelledError] * clients


def test_a_start_that_fails_is_tried_again_by_the_next_query(dataset, monkeypatch):
    start, failures = Workers.start, [OSError("no more processes")]

    async def fail_once(*arguments, **options):
        if failures:
            raise failures.pop()
        return await start(*arguments, **options)

    monkeypatch.setattr(Workers, "start", fail_once)

    async def work(pool, _):
        return [await pool.ask(TRUE) for _ in range(2)]

    refused, answered = run(dataset, work)
    assert (refused.status, answered.status) == (503, 200)
    assert b"cannot be started" in refused.body
