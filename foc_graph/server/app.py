"""The application: the gate, and the routes behind it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from foc_graph.server import reloader
from foc_graph.server.cache import Cache
from foc_graph.server.documents import Documents
from foc_graph.server.dumps import Dumps
from foc_graph.server.logs import AccessLog
from foc_graph.server.middleware import Middleware

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from foc_graph.server.state import ServerState

#: Packages with routes of their own; those with ``start`` and ``stop`` are told.
PARTS = ("foc_graph.server.sparql", "foc_graph.server.api")

_LOGGER = logging.getLogger("foc_graph")


def make_app(state: ServerState) -> ASGIApp:
    """Return the ASGI application for a loaded site."""
    # The library for metrics decides when it is imported whether processes share their numbers.
    from foc_graph.server import health
    from foc_graph.server.metrics import Metrics

    cache = Cache(state.settings.cache_bytes)
    metrics = Metrics()
    log = AccessLog(enabled=state.settings.access_log)
    documents = Documents(state, cache)
    dumps = Dumps(state)
    parts: list[Any] = [import_module(name) for name in PARTS]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        for part in parts:
            if hasattr(part, "start"):
                await part.start(state)
        with reloader.following(state):
            yield
        state.stopping.set()
        await _stop(parts, state)
        documents.close()
        dumps.close()
        log.flush()

    routes: list[BaseRoute] = [
        *health.routes(state, cache, metrics),
        *(route for part in parts for route in part.routes(state)),
        Route("/dist/{name:path}", dumps),
        Route("/{path:path}", documents),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={Exception: _bug})
    return Middleware(app, state, cache, metrics, log)


async def _stop(parts: list[Any], state: ServerState) -> None:
    """End the parts; one that does not end in time must not keep the server."""
    for part in parts:
        if hasattr(part, "stop"):
            try:
                await asyncio.wait_for(part.stop(state), state.settings.grace)
            except TimeoutError:
                _LOGGER.warning("%s did not end in time", part.__name__)


def _bug(request: Request, error: Exception) -> Response:
    """A bug of ours: the traceback goes to the log, one sentence to the client."""
    del request
    _LOGGER.error("this is a bug; please report it", exc_info=error)
    return PlainTextResponse("the server made a mistake - please report this address\n", 500)
