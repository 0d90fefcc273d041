"""One request -> one response: methods, what is kept, conditions, coding, sending, counting.

Every address is answered through here, so that none of this is done anywhere else.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse

from foc_graph.server.response import (
    PIECE,
    Response,
    is_unchanged,
    not_modified,
    plain,
    prepare,
    refusal,
    send_body,
    takes_gzip,
    with_common,
)
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from foc_graph.server.logs import AccessLog
    from foc_graph.server.metrics import Metrics
    from foc_graph.server.response import Cache, Key, Made
    from foc_graph.server.state import ServerState

_LOGGER = logging.getLogger("foc_graph")
_READS = frozenset({"GET", "HEAD"})

#: Longer bodies are coded beside the event loop.
_LONG = 8 << 10

#: What is logged of a client that went away before it was answered.
_CLIENT_GONE = 499

#: ``If-None-Match`` and ``If-Modified-Since``.
Conditions = tuple[bytes, bytes]


@dataclass(frozen=True)
class Route:
    """What answers an address: with a response, one that was made before, or a file."""

    answer: Callable[[Request, Key], Awaitable[Response | Made | FileResponse]]
    methods: str = head.METHODS
    shared: bool = False
    """Whether all who ask for the same at the same time get one answer."""


class Responder:
    """The ASGI application. What has been answered before comes from memory.

    Answers to addresses with a query string have a cache of their own: many different ones drive
    no document out of memory.
    """

    def __init__(  # noqa: PLR0913 - the parts of the server
        self,
        state: ServerState,
        route_of: Callable[[str], Route],
        lifespan: ASGIApp,
        *,
        caches: tuple[Cache, Cache],
        metrics: Metrics,
        log: AccessLog,
    ) -> None:
        self._state = state
        self._route_of = route_of
        self._lifespan = lifespan
        self._caches = caches
        self._metrics = metrics
        self._log = log
        self._under_way: dict[tuple[int, Key], asyncio.Task[Made | FileResponse]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or handle the start and the end of the server."""
        if scope["type"] != "http":
            await self._lifespan(scope, receive, send)
            return
        begun, asked = perf_counter(), scope
        scope = _below(scope, self._state.prefix)
        key, conditions = _read(scope)
        found = None
        if scope["method"] in _READS:
            found = self._caches[bool(key[1])].find(key, self._state.generation)
        kept = found is not None
        status, size = _CLIENT_GONE, 0
        try:
            made = found or await self._answer(Request(scope, receive), key)
            if isinstance(made, FileResponse):
                status, size = await _send_file(made, conditions, scope, receive, send)
            else:
                status, size = await self._send(made, conditions, scope, send, kept=kept)
        except ClientDisconnect:
            pass
        finally:
            seconds = perf_counter() - begun
            self._metrics.count(scope["method"], status, size, seconds, kept=kept)
            self._log.request(asked, status, size, seconds, kept=kept)

    async def _answer(self, request: Request, key: Key) -> Made | FileResponse:
        route = self._route_of(request.scope["path"])
        if request.method not in route.methods.split(", "):
            sentence = f"{request.method} is not for this address - use {route.methods}"
            return prepare(refusal(405, sentence, ("Allow", route.methods)), (), 0, gzip=False)
        if request.method == "OPTIONS":
            return prepare(Response(204, b"", head.preflight(route.methods)), (), 0, gzip=False)
        if not route.shared:
            return await self._make(route, request, key)
        place = (self._state.generation, key)
        task = self._under_way.get(place)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._make(route, request, key))
            self._under_way[place] = task
            task.add_done_callback(lambda _: self._under_way.pop(place, None))
        # Others may wait for the same: a client that goes away must not end it.
        return await asyncio.shield(task)

    async def _make(self, route: Route, request: Request, key: Key) -> Made | FileResponse:
        """Make an answer, and keep it where the next client may get the same."""
        generation, modified = self._state.generation, self._state.site.modified
        try:
            answer = await route.answer(request, key)
        except ClientDisconnect:
            raise
        except Exception:
            _LOGGER.exception("this is a bug; please report it")
            answer = plain(500, "the server made a mistake - please report this address")
        if not isinstance(answer, Response):
            return answer
        kept_as = answer.keep_as or key
        body_key = answer.key or (str(answer.status), *map(repr, kept_as))
        if len(answer.body) < _LONG:
            made = prepare(answer, body_key, modified, gzip=key[3])
        else:
            made = await asyncio.to_thread(prepare, answer, body_key, modified, gzip=key[3])
        if answer.keep:
            self._caches[bool(kept_as[1])].keep(kept_as, made, generation=generation)
        return made

    async def _send(
        self, made: Made, conditions: Conditions, scope: Scope, send: Send, *, kept: bool
    ) -> tuple[int, int]:
        """Send a response; return its status and the bytes of its body."""
        prepared, body = made
        unchanged = _hold(conditions, prepared.etag, prepared.modified)
        start = prepared.unchanged if unchanged else prepared.start
        if unchanged or scope["method"] == "HEAD":
            body = b""
        await send(start)
        if len(body) <= PIECE:
            await send({"type": "http.response.body", "body": body})
            return start["status"], len(body)
        held = 0 if kept else len(body)
        self._state.held += held
        try:
            await send_body(body, send)
        finally:
            self._state.held -= held
        return start["status"], len(body)


def _below(scope: Scope, folder: str) -> Scope:
    """Return a request as if the site lay at the root; it may come with its folder or without."""
    raw = folder.encode()
    if not folder or not f"{scope['raw_path'].decode('latin-1')}/".startswith(f"{folder}/"):
        return scope
    path = scope["path"][len(unquote(folder)) :]
    return {**scope, "path": path or "/", "raw_path": scope["raw_path"][len(raw) :] or b"/"}


def _read(scope: Scope) -> tuple[Key, Conditions]:
    """Return what a response depends on, and what the client says of the one that it has."""
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
    key = (scope["raw_path"], scope["query_string"], accept, takes_gzip(coding))
    return key, (tags, since)


def _hold(conditions: Conditions, etag: bytes, modified: int) -> bool:
    """Tell whether the client has the response with this tag and date."""
    tags, since = conditions
    return bool(etag and (tags or since)) and is_unchanged(etag, modified, tags, since)


async def _send_file(
    file: FileResponse, conditions: Conditions, scope: Scope, receive: Receive, send: Send
) -> tuple[int, int]:
    """Send a file, or the part of it that is asked for; return status and bytes."""
    status, size = 0, 0

    async def count(message: Message) -> None:
        nonlocal status, size
        if message["type"] == "http.response.start":
            status = message["status"]
            message["headers"] = with_common(list(message["headers"]))
        else:
            size += len(message.get("body", b""))
        await send(message)

    modified = int(file.stat_result.st_mtime) if file.stat_result else 0
    if _hold(conditions, file.headers["etag"].encode(), modified):
        await count(not_modified(file.raw_headers))
        await count({"type": "http.response.body", "body": b""})
    else:
        await file(scope, receive, count)
    return status, size
