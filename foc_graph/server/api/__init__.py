"""Canned queries as an API: ``/api/queries``, described by ``/api/openapi.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from foc_graph.server.state import ServerState

__all__ = ["routes"]


def routes(state: ServerState) -> list[BaseRoute]:
    """Return the routes of the API."""
    from foc_graph.server.api.endpoint import Api
    from foc_graph.server.sparql import pools_of

    api = Api(state, pools_of(state))
    return [
        Route("/api/openapi.json", api.openapi),
        Route("/api/queries", api.queries),
        Route("/api/queries/{name}", api.query),
    ]
