"""``/healthz`` and ``/metrics``: for what watches over the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from foc_graph.server.logs import timestamp
from foc_graph.server.metrics import CONTENT_TYPE
from foc_graph.version import __version__

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.cache import Cache
    from foc_graph.server.metrics import Metrics
    from foc_graph.server.state import ServerState

_FRESH = {"Cache-Control": "no-store"}


def routes(state: ServerState, cache: Cache, metrics: Metrics) -> list[BaseRoute]:
    """Return the two routes."""

    async def healthz(_: Request) -> Response:
        stopping = state.stopping.is_set()
        answer = {
            "status": "stopping" if stopping else "ok",
            "version": __version__,
            "generation": state.generation,
            "documents": len(state.addresses.documents),
            "modified": timestamp(state.site.modified),
            "refused": state.refused,
        }
        return JSONResponse(answer, 503 if stopping else 200, _FRESH)

    async def numbers(_: Request) -> Response:
        return Response(metrics.text(state, cache), 200, _FRESH, CONTENT_TYPE)

    return [Route("/healthz", healthz), Route("/metrics", numbers)]
