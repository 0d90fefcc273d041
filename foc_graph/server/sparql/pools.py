"""The pool of a server: started when first needed, filled anew when the data are swapped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from foc_graph.server.sparql.pool import Pool

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.sparql.limits import Limits
    from foc_graph.server.sparql.requests import Reply
    from foc_graph.server.sparql.requests import Request as Question
    from foc_graph.server.state import ServerState

#: Seconds after which we begin to look whether the client is still there.
SHORT = 0.1


class Pools:
    """Gives the pool over the data of the moment."""

    def __init__(self, state: ServerState, limits: Limits | None = None) -> None:
        self._state = state
        self._limits = limits
        self._pool: Pool | None = None
        self._generation = 0
        self._changing = asyncio.Lock()

    async def current(self) -> Pool:
        """Return the pool; the first call, and the first one after a swap, wait for it."""
        if self._pool is None or self._generation != self._state.generation:
            async with self._changing:
                await self._follow()
        assert self._pool is not None  # noqa: S101 - `_follow` has made it
        return self._pool

    async def _follow(self) -> None:
        generation, dataset = self._state.generation, self._state.dataset
        if self._pool is None:
            self._pool = Pool(dataset, self._limits)
            await self._pool.start()
        elif self._generation != generation:
            await self._pool.replace(dataset)
        self._generation = generation

    async def stop(self) -> None:
        """End every process."""
        if self._pool is not None:
            await self._pool.stop()
            self._pool = None

    async def ask_for(self, request: Request, question: Question) -> Reply:
        """Ask on behalf of a client; if it goes away the query is stopped.

        Raises:
            ClientDisconnect: nobody waits for the answer any more.

        """
        pool = await self.current()
        asking = asyncio.ensure_future(pool.ask(question))
        try:
            await asyncio.wait((asking,), timeout=SHORT)
            while not asking.done():
                if await request.is_disconnected():
                    raise ClientDisconnect
                await asyncio.wait((asking,), timeout=SHORT)
        finally:
            if not asking.done():
                asking.cancel()
        return asking.result()
