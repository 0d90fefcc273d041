"""The pool as an engine for canned queries: what pages ask has the limits of ``/sparql``."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries.engines import SparqlError, outcome_of
from foc_graph.queries.results import ResultGraph, sorted_triples
from foc_graph.server.sparql.requests import SparqlRequest
from foc_graph.sparql.tokens import query_form

if TYPE_CHECKING:
    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.server.sparql.pools import Pools
    from foc_graph.server.sparql.requests import Reply

_TRIPLES = frozenset({"CONSTRUCT", "DESCRIBE"})
_OK, _SYNTAX, _SERVER = 200, 400, 500


class PooledEngine:
    """Runs queries in the processes of the pool. Called from threads, never from the loop."""

    local = True

    def __init__(self, pools: Pools, prefixes: PrefixMap, loop: asyncio.AbstractEventLoop) -> None:
        self._pools, self._prefixes, self._loop = pools, prefixes, loop

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
        question = SparqlRequest(sparql, format="nt" if is_graph else "json")
        reply = self._reply(question)
        if reply.status != _OK:
            raise _problem(reply)
        if is_graph:
            quads = ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)
            return ResultGraph(sorted_triples([quad.triple for quad in quads]))
        return outcome_of(ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON))

    def _reply(self, question: SparqlRequest) -> Reply:
        asking = asyncio.run_coroutine_threadsafe(self._ask(question), self._loop)
        try:
            return asking.result()
        except CancelledError as error:
            raise CouldNotRun("the server is about to stop") from error

    async def _ask(self, question: SparqlRequest) -> Reply:
        pool = await self._pools.current()
        return await pool.ask(question)


def _problem(reply: Reply) -> Exception:
    sentence = reply.body.decode().strip().removesuffix(".")
    if reply.status == _SYNTAX:
        return SparqlError(sentence)
    what = f"{sentence[0].lower()}{sentence[1:]}"
    return CouldNotRun(what) if reply.status >= _SERVER else UsageProblem(what)
