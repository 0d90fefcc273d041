"""The pool as an engine for canned queries: what pages ask has the limits of ``/sparql``."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries.engines import SparqlError, outcome_of
from foc_graph.queries.results import ResultGraph, sorted_triples
from foc_graph.server.pool.messages import SparqlRequest
from foc_graph.sparql.tokens import query_form

if TYPE_CHECKING:
    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.server.pool.pool import Pool
    from foc_graph.server.response import Response

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
        response = self._ask(SparqlRequest(sparql, format="nt" if is_graph else "json"))
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
