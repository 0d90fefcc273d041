"""The application: what answers which address, and what starts and ends with the server."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.routing import Router

from foc_graph.server.api import Api
from foc_graph.server.documents import Documents
from foc_graph.server.files import Dumps
from foc_graph.server.graphs import PATH, GraphStore
from foc_graph.server.loader import following
from foc_graph.server.logs import AccessLog
from foc_graph.server.pool.pool import Pool
from foc_graph.server.responder import Responder, Route
from foc_graph.server.response import Cache
from foc_graph.server.sparql import METHODS as SPARQL_METHODS
from foc_graph.server.sparql import Endpoint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import ASGIApp

    from foc_graph.server.state import ServerState

_LOGGER = logging.getLogger("foc_graph")


def make_app(state: ServerState) -> ASGIApp:
    """Return the ASGI application for a loaded site."""
    # The library for metrics decides when it is imported whether processes share their numbers.
    from foc_graph.server.metrics import Metrics

    settings = state.settings
    caches = Cache(settings.cache_bytes), Cache(settings.query_cache_bytes)
    metrics = Metrics(state, caches)
    log = AccessLog(enabled=settings.access_log)
    pool = Pool(state, settings.limits)
    documents, dumps = Documents(state, pool), Dumps(state)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        pool.start()
        with following(state):
            yield
        state.stopping.set()
        try:
            await asyncio.wait_for(pool.stop(), settings.grace)
        except TimeoutError:  # it must not keep the server
            _LOGGER.warning("the processes of queries did not end in time")
        documents.close()
        dumps.close()
        log.flush()

    api, endpoint = Api(state, pool), Endpoint(state, pool, caches[1])
    routes = {
        "/healthz": Route(metrics.healthz),
        "/metrics": Route(metrics.metrics),
        "/sparql": Route(endpoint.answer, SPARQL_METHODS),
        PATH: Route(GraphStore(state).answer, shared=True),
        "/api/openapi.json": Route(api.openapi),
        "/api/queries": Route(api.queries),
        "/api/queries/": Route(api.query),
        "/dist/": Route(dumps.answer),
    }
    route_of = _router(routes, Route(documents.answer, shared=True))
    router = Router(lifespan=lifespan)
    return Responder(state, route_of, router.lifespan, caches=caches, metrics=metrics, log=log)


def _router(routes: dict[str, Route], others: Route) -> Callable[[str], Route]:
    """Return what finds the route of a path: by the whole of it, or by its folder."""
    folders = [folder for folder in routes if folder.endswith("/")]

    def route_of(path: str) -> Route:
        folder = next((folder for folder in folders if path.startswith(folder)), path)
        return routes.get(folder, others)

    return route_of
