"""Canned queries as an API: ``/api/queries``, described by ``/api/openapi.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from foc_graph.serving.state import State

__all__ = ["routes"]


def routes(state: State) -> list[BaseRoute]:
    """Return the routes of the API."""
    from foc_graph.serving.api.endpoint import Api
    from foc_graph.serving.sparql import pools_of

    api = Api(state, pools_of(state))
    return [
        Route("/api/openapi.json", api.openapi),
        Route("/api/queries", api.queries),
        Route("/api/queries/{name}", api.query),
    ]
