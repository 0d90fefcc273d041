"""The route of all that is read: documents, identifiers, pages and files."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from foc_graph.server.answers import Answerer, Request, is_asked
from foc_graph.server.cache import Cache
from foc_graph.server.conditions import is_unchanged
from foc_graph.server.refusals import plain
from foc_graph.server.response import prepare
from foc_graph.server.sparql import pools_of
from foc_graph.server.sparql.engine import PooledEngine
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.server.cache import Key, Made
    from foc_graph.server.state import Generation, ServerState

#: Requests that may wait for pages that are worked out for each address.
MOST_WAITING = 64


class Documents:
    """Makes each response once, however many clients wait for it, outside of the event loop.

    Pages that answer to parameters have threads and a small cache of their own: a slow one delays
    no document, and many different ones drive no document out of memory.
    """

    def __init__(self, state: ServerState, cache: Cache) -> None:
        self._state = state
        self._caches = {False: cache, True: Cache(state.settings.asked_cache_bytes)}
        count = state.settings.threads
        self._threads = {
            False: ThreadPoolExecutor(count, "documents"),
            True: ThreadPoolExecutor(max(1, count // 2), "asked"),
        }
        self._under_way: dict[tuple[int, Key], asyncio.Future[Made]] = {}
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        del receive
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": head.PREFLIGHT})
            await send({"type": "http.response.body", "body": b""})
            return
        if scope["method"] not in {"GET", "HEAD"}:
            sentence = f"{scope['method']} is not for this address - use {head.METHODS}"
            refused = plain(405, sentence, [("Allow", head.METHODS)])
            await self._send(prepare(refused, (), 0, gzip=False), scope, send)
            return
        await self._send(await self._made(scope["foc_graph.key"]), scope, send)

    async def _made(self, key: Key) -> Made:
        generation = self._state.generation
        asked = is_asked(self._path(key[0]), key[1])
        found = self._kept(key, generation) if asked else None
        if found is not None:
            return found
        future = self._under_way.get((generation, key))
        if future is None and asked and self._waiting >= MOST_WAITING:
            return prepare(_BUSY, (), 0, gzip=False)
        # Others may wait for the same: a client that goes away must not end it.
        return await asyncio.shield(future or self._start(key, generation, asked=asked))

    def _kept(self, key: Key, generation: int) -> Made | None:
        cache = self._caches[True]
        if cache.generation != generation:
            cache.clear(generation)
        return cache.find(key)

    def _start(self, key: Key, generation: int, *, asked: bool) -> asyncio.Future[Made]:
        flight = (generation, key)
        task = asyncio.get_running_loop().create_task(self._make(key, generation, asked=asked))
        self._under_way[flight] = task
        task.add_done_callback(lambda _: self._under_way.pop(flight, None))
        return task

    async def _make(self, key: Key, generation: int, *, asked: bool) -> Made:
        """Make a response in a thread, and keep it."""
        loop, site = asyncio.get_running_loop(), self._state.site
        engine = PooledEngine(pools_of(self._state), site.dataset.prefixes, loop)
        answer = partial(self._answer, key, site, engine)
        self._waiting += asked
        try:
            made, keep = await loop.run_in_executor(self._threads[asked], answer)
        finally:
            self._waiting -= asked
        if keep:
            self._caches[asked].keep(key, *made, generation=generation)
        return made

    def _answer(self, key: Key, site: Generation, engine: QueryEngine) -> tuple[Made, bool]:
        """Return the response, and whether the next client may get the same."""
        target, query, accept, gzip = key
        if len(target) + len(query) > self._state.settings.longest_target:
            response = plain(414, "the address is too long - 8 kB is the limit")
        else:
            path = self._path(target)
            request = Request(path, query.decode("latin-1"), accept.decode("latin-1") or None)
            response = Answerer(site, self._state.prefix, self._state.url, engine).answer(request)
        body_key = response.key or (str(response.status), *map(repr, key))
        return prepare(response, body_key, site.modified, gzip=gzip), response.keepable

    def _path(self, target: bytes) -> str:
        """Return the path below the site; it may come with the folder of the site or without."""
        path = target.decode("utf-8", "replace")
        prefix = self._state.prefix
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            path = path[len(prefix) :]
        return path or "/"

    @staticmethod
    async def _send(made: Made, scope: Scope, send: Send) -> None:
        prepared, body = made
        tags, since = scope.get("foc_graph.conditions", (b"", b""))
        unchanged = bool(prepared.etag) and is_unchanged(
            prepared.etag, prepared.modified, tags, since
        )
        await send(prepared.unchanged if unchanged else prepared.start)
        empty = unchanged or scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if empty else body})

    def close(self) -> None:
        """End the threads."""
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)


_BUSY = plain(
    503, "too many requests wait for this kind of page - come back in a second",
    [("Retry-After", "1"), ("Cache-Control", "no-store")],
)  # fmt: skip
