"""SPARQL over HTTP: ``/sparql``.

- ``protocol``: an HTTP request -> a query; ``endpoint``: the path; ``description``: what it is;
- ``pool``, ``brood``, ``nursery``, ``worker``: where queries run, in processes that can be ended;
- ``answering``, ``canned``: a query -> its serialised answer, within such a process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from starlette.routing import Route

from foc_graph.server.sparql.limits import Limits

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from foc_graph.server.sparql.pools import Pools
    from foc_graph.server.state import ServerState

__all__ = ["Limits", "pools_of", "routes", "start", "stop"]

_POOLS: WeakKeyDictionary[ServerState, Pools] = WeakKeyDictionary()


def pools_of(state: ServerState, limits: Limits | None = None) -> Pools:
    """Return the pool of a server; ``limits`` count for the first call."""
    from foc_graph.server.sparql.pools import Pools

    if state not in _POOLS:
        _POOLS[state] = Pools(state, limits)
    return _POOLS[state]


def routes(state: ServerState) -> list[BaseRoute]:
    """Return the routes of the endpoint."""
    from foc_graph.server.sparql.endpoint import Endpoint

    return [Route("/sparql", Endpoint(state, pools_of(state)))]


async def start(state: ServerState) -> None:
    """Start the processes that queries run in; else the first query does."""
    await pools_of(state).current()


async def stop(state: ServerState) -> None:
    """End them; without this they end with the server itself."""
    if state in _POOLS:
        await _POOLS.pop(state).stop()
