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

from foc_graph.serving import reloading
from foc_graph.serving.caching import Cache
from foc_graph.serving.documents import Documents
from foc_graph.serving.dumps import Dumps
from foc_graph.serving.gate import Gate
from foc_graph.serving.logs import AccessLog

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from foc_graph.serving.state import State

#: Packages with routes of their own; those with ``start`` and ``stop`` are told.
PARTS = ("foc_graph.serving.sparql", "foc_graph.serving.api")

_LOGGER = logging.getLogger("foc_graph")


def make_app(state: State) -> ASGIApp:
    """Return the ASGI application for a loaded site."""
    # The library for metrics decides when it is imported whether processes share their numbers.
    from foc_graph.serving import health
    from foc_graph.serving.metrics import Metrics

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
        with reloading.following(state):
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
    return Gate(app, state, cache, metrics, log)


async def _stop(parts: list[Any], state: State) -> None:
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
