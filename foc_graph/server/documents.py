"""The route of all that is read: documents, identifiers, pages and files."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from foc_graph.server.answers import Answerer, DocumentRequest, is_parametrized
from foc_graph.server.pool.pool import PooledEngine
from foc_graph.server.response import NO_STORE, plain

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.server.pool.pool import Pool
    from foc_graph.server.response import Key, Response
    from foc_graph.server.state import Generation, ServerState

#: Requests that may wait for pages that are worked out for each address.
MOST_WAITING = 64


class Documents:
    """Makes responses in threads, outside of the event loop.

    Pages that answer to parameters have threads of their own: a slow one delays no document.
    """

    def __init__(self, state: ServerState, pool: Pool) -> None:
        self._state = state
        self._pool = pool
        count = state.settings.threads
        self._threads = {
            False: ThreadPoolExecutor(count, "documents"),
            True: ThreadPoolExecutor(max(1, count // 2), "parametrized"),
        }
        self._waiting = 0

    async def answer(self, _: Request, key: Key) -> Response:
        """Answer one request."""
        parametrized = is_parametrized(_path(key[0]), key[1])
        if parametrized and self._waiting >= MOST_WAITING:
            return _BUSY
        loop, site = asyncio.get_running_loop(), self._state.site
        engine = PooledEngine(self._pool, site.dataset.prefixes, loop)
        make = partial(self._make, key, site, engine)
        self._waiting += parametrized
        try:
            return await loop.run_in_executor(self._threads[parametrized], make)
        finally:
            self._waiting -= parametrized

    def _make(self, key: Key, site: Generation, engine: QueryEngine) -> Response:
        target, query, accept, _ = key
        if len(target) + len(query) > self._state.settings.longest_target:
            return plain(414, "the address is too long - 8 kB is the limit")
        request = DocumentRequest(
            _path(target), query.decode("latin-1"), accept.decode("latin-1") or None
        )
        return Answerer(site, self._state.prefix, self._state.url, engine).answer(request)

    def close(self) -> None:
        """End the threads."""
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)


def _path(target: bytes) -> str:
    return target.decode("utf-8", "replace") or "/"


_BUSY = plain(
    503, "too many requests wait for this kind of page - come back in a second",
    [("Retry-After", "1"), ("Cache-Control", NO_STORE)],
)  # fmt: skip
