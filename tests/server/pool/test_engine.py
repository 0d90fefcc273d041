"""Pages ask through the pool: the same answers as in the process, and an end for slow ones."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.queries import OxigraphEngine, list_queries, run_query
from foc_graph.queries.engines import SparqlError
from foc_graph.server.answers import Answerer, DocumentRequest
from foc_graph.server.pool.pool import Pool, PooledEngine
from foc_graph.server.settings import Limits
from foc_graph.server.state import Generation

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def through_the_pool(dataset):
    """Run something with an engine over a pool, in a thread as the pages do."""

    async def using(work, limits):
        pool = Pool(SimpleNamespace(dataset=dataset, generation=1, held=0), limits)
        engine = PooledEngine(pool, dataset.prefixes, asyncio.get_running_loop())
        try:
            return await asyncio.to_thread(work, engine)
        finally:
            await pool.stop()

    return lambda work, limits=None: asyncio.run(using(work, limits or Limits(workers=1)))


def test_canned_queries_have_the_same_results(dataset, through_the_pool):
    asked = [(q, q.examples[0] if q.examples else {}) for q in list_queries(dataset.project)]

    def run_all(engine):
        return [run_query(query, engine, values).outcome for query, values in asked]

    here = run_all(OxigraphEngine(dataset))
    assert len(here) > 30
    assert through_the_pool(run_all) == here


def test_a_slow_query_is_ended_in_words_and_the_next_one_runs(through_the_pool):
    def run(engine):
        with pytest.raises(CouldNotRun, match=r"longer than 2 seconds"):
            engine.run(SLOW)
        return engine.run("ASK {}").boolean

    assert through_the_pool(run, Limits(seconds=2, workers=1)) is True


def test_a_mistake_in_a_query_is_one(through_the_pool):
    def run(engine):
        with pytest.raises(SparqlError):
            engine.run("SELECT * WHERE {")

    through_the_pool(run)


def test_a_page_asks_the_engine_of_the_request(dataset):
    class Stopped(OxigraphEngine):
        def run(self, sparql):
            raise CouldNotRun(f"{sparql.count('SELECT')} query took too long")

    site = Generation(dataset, tuple(dataset.documents()), "", 0)
    for engine, status in ((OxigraphEngine(dataset), 200), (Stopped(dataset), 503)):
        response = Answerer(site, "", "", engine).answer(
            DocumentRequest("/query/members", "", None)
        )
        assert response.status == status
