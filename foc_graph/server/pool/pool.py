"""Queries in processes of their own: the engine cannot be interrupted, a process can.

A slow query holds one worker and nothing else; one that passes a limit is ended with its worker.

Why no library: `pebble` 5.2.3 has limits for each task, too, but ends a process with SIGTERM, which
the engine does not see, waits three seconds and then kills, one process after the other. Measured:
a query with a limit of 1 s ended after 4.1 s (here 1.0), three at once after 10.4 s (1.1), while a
small one waited up to 6.2 s (0.03). Its fork server is one for the whole process and takes its
data at an import, so data cannot be replaced, and every result is pickled.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.requests import ClientDisconnect

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries.engines import SparqlError, outcome_of
from foc_graph.queries.results import ResultGraph, sorted_triples
from foc_graph.server.pool.forkserver import FORKS
from foc_graph.server.pool.messages import SparqlRequest
from foc_graph.server.pool.workers import Workers, busy
from foc_graph.server.settings import Limits
from foc_graph.sparql.tokens import query_form

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.server.pool.messages import QueryRequest
    from foc_graph.server.response import Response
    from foc_graph.server.state import ServerState

#: Seconds after which we begin to look whether the client is still there.
SHORT = 0.1


class Pool:
    """Answers queries over the data of the moment."""

    def __init__(
        self, source: ServerState, limits: Limits | None = None, *, forks: bool = FORKS
    ) -> None:
        self.limits = limits or Limits()
        self._source = source
        self._forks = forks
        self._generation = 0
        self._started: asyncio.Task[Workers] | None = None
        #: Workers over former data, with what ends them.
        self._former: dict[asyncio.Task[Workers], asyncio.Task[None]] = {}

    def start(self) -> asyncio.Task[Workers]:
        """Start workers over the data of the moment, unless that is done or under way."""
        former, generation = self._started, self._source.generation
        if former is not None and self._generation == generation and not _has_failed(former):
            return former
        loop = asyncio.get_running_loop()
        starting = Workers.start(self._source.dataset, self.limits, forks=self._forks)
        self._started, self._generation = loop.create_task(starting), generation
        if former is not None:
            self._former[former] = loop.create_task(self._retire(former))
        return self._started

    async def _retire(self, former: asyncio.Task[Workers]) -> None:
        """Let queries over former data come to their end, then end their workers."""
        await asyncio.wait([former])
        if not former.cancelled() and former.exception() is None:
            await former.result().retire()
        del self._former[former]

    async def stop(self) -> None:
        """End every worker and what they run."""
        for task in self._former.values():
            task.cancel()
        for started in (self._started, *self._former):
            if started is not None:
                started.cancel()  # without effect where they have started
                await asyncio.wait([started])
                if not started.cancelled() and started.exception() is None:
                    await started.result().stop()
        self._started = None
        self._former.clear()

    async def ask(self, request: QueryRequest) -> Response:
        """Run a query; what goes wrong is an answer too."""
        if self._source.held > self.limits.held_bytes:
            return busy("too many results are on their way to slow clients")
        try:
            # Others wait for the same start: a client that goes away must not end it.
            workers = await asyncio.shield(self.start())
        except (EOFError, OSError):
            return busy("the workers cannot be started")
        return await workers.ask(request)

    async def ask_for(self, client: Request, request: QueryRequest) -> Response:
        """Run a query on behalf of a client; if it goes away the query is stopped.

        Raises:
            ClientDisconnect: nobody waits for the answer any more.

        """
        asking = asyncio.ensure_future(self.ask(request))
        try:
            await asyncio.wait((asking,), timeout=SHORT)
            while not asking.done():
                if await client.is_disconnected():
                    raise ClientDisconnect
                await asyncio.wait((asking,), timeout=SHORT)
        finally:
            asking.cancel()  # without effect where it is done
        return asking.result()


def _has_failed(started: asyncio.Task[Workers]) -> bool:
    if not started.done():
        return False
    return started.cancelled() or started.exception() is not None or not started.result().alive


_TRIPLES = frozenset({"CONSTRUCT", "DESCRIBE"})
_OK, _SYNTAX, _SERVER = 200, 400, 500


class PooledEngine:
    """Runs queries in the processes of the pool. Called from threads, never from the loop."""

    local = True

    def __init__(self, pool: Pool, prefixes: PrefixMap, loop: asyncio.AbstractEventLoop) -> None:
        self._pool, self._prefixes, self._loop = pool, prefixes, loop

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project."""
        return self._prefixes

    def run(self, sparql: str) -> Outcome:
        """Run a query.

        Raises:
            SparqlError: the text is not SPARQL.
            UsageProblem: its result is larger than a result may be.
            CouldNotRun: it ran too long, or too many others wait.

        """
        is_graph = query_form(sparql) in _TRIPLES
        response = self._ask(SparqlRequest(sparql, formats=("nt" if is_graph else "json",)))
        if response.status != _OK:
            raise _problem(response)
        if is_graph:
            quads = ox.parse(response.body, format=ox.RdfFormat.N_TRIPLES)
            return ResultGraph(sorted_triples([quad.triple for quad in quads]))
        return outcome_of(ox.parse_query_results(response.body, format=ox.QueryResultsFormat.JSON))

    def _ask(self, request: SparqlRequest) -> Response:
        asking = asyncio.run_coroutine_threadsafe(self._pool.ask(request), self._loop)
        try:
            return asking.result()
        except CancelledError as error:
            raise CouldNotRun("the server is about to stop") from error


def _problem(response: Response) -> Exception:
    sentence = response.body.decode().strip().removesuffix(".")
    if response.status == _SYNTAX:
        return SparqlError(sentence)
    what = f"{sentence[0].lower()}{sentence[1:]}"
    return CouldNotRun(what) if response.status >= _SERVER else UsageProblem(what)
