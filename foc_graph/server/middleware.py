"""The ASGI layer in front of everything: limits, what is kept in memory, logs and numbers."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from foc_graph.server.conditions import is_unchanged, takes_gzip
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from foc_graph.server.cache import Cache, Key
    from foc_graph.server.logs import AccessLog
    from foc_graph.server.metrics import Metrics
    from foc_graph.server.state import ServerState

_READS = frozenset({"GET", "HEAD"})


class Middleware:
    """Answers from the cache, or passes on; either way the request is counted and logged."""

    def __init__(
        self, app: ASGIApp, state: ServerState, cache: Cache, metrics: Metrics, log: AccessLog
    ) -> None:
        self._app = app
        self._state = state
        self._cache = cache
        self._metrics = metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or the start and end of the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        if scope["method"] in _READS and await self._from_memory(scope, send, begun):
            return
        await self._pass_on(scope, receive, send, begun)

    async def _from_memory(self, scope: Scope, send: Send, begun: float) -> bool:
        if self._cache.generation != self._state.generation:
            self._cache.clear(self._state.generation)
        accept = coding = tags = since = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                coding = coding + b"," + value if coding else value
            elif name == b"if-none-match":
                tags = tags + b"," + value if tags else value
            elif name == b"if-modified-since":
                since = value
        key: Key = (scope["raw_path"], scope["query_string"], accept, takes_gzip(coding))
        scope["foc_graph.key"] = key
        scope["foc_graph.conditions"] = (tags, since)
        found = self._cache.find(key)
        if found is None:
            return False
        prepared, body = found
        unchanged = bool(tags or since) and is_unchanged(
            prepared.etag, prepared.modified, tags, since
        )
        start = prepared.unchanged if unchanged else prepared.start
        sent = b"" if unchanged or scope["method"] == "HEAD" else body
        await send(start)
        await send({"type": "http.response.body", "body": sent})
        self._done(scope, start["status"], len(sent), begun, kept=True)
        return True

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, begun: float) -> None:
        status, size = 0, 0

        async def count(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(message)
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, count)
        finally:
            self._done(scope, status or 499, size, begun, kept=False)

    def _done(self, scope: Scope, status: int, size: int, begun: float, *, kept: bool) -> None:
        seconds = perf_counter() - begun
        self._metrics.count(scope["method"], status, size, seconds, kept=kept)
        self._log.request(scope, status, size, seconds, kept=kept)


def _complete(message: Message) -> None:
    """Add to a response what each one has, where its maker did not."""
    present = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *(line for line in head.ALWAYS if line[0] not in present),
    ]
