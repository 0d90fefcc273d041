"""A reply -> HTTP."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from foc_graph.server.sparql.pool import RETRY_AFTER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from foc_graph.server.sparql.pool import Pool
    from foc_graph.server.sparql.requests import Reply

#: Longer bodies go out in pieces, so that a slow client holds us up and not the whole result.
PIECE = 256 << 10

OK = 200
UNCHANGED = 304
UNAVAILABLE = 503


def headers_of(reply: Reply) -> dict[str, str]:
    """Return the headers that follow from a reply."""
    headers = {"Content-Type": reply.content_type, "Vary": "Accept"}
    if reply.status == UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER)
    if reply.facts.get("steady"):
        headers["ETag"] = f'"{hashlib.sha256(reply.body).hexdigest()[:32]}"'
        headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    else:
        headers["Cache-Control"] = "no-store"
    return headers


class ReplyResponse(Response):
    """Sends a reply; counts it as held until the client has taken it."""

    def __init__(
        self, reply: Reply, pool: Pool, extra: Mapping[str, str] | None = None, match: str = ""
    ) -> None:
        headers = headers_of(reply) | dict(extra or {})
        unchanged = reply.status == OK and _matches(match, headers.get("ETag"))
        status, body = (UNCHANGED, b"") if unchanged else (reply.status, reply.body)
        super().__init__(body, status, headers)
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, in pieces where it is long."""
        body = bytes(self.body)
        if len(body) <= PIECE or scope["method"] == "HEAD":
            await super().__call__(scope, receive, send)
            return
        self._pool.hold(len(body))
        try:
            start = {"status": self.status_code, "headers": self.raw_headers}
            await send({"type": "http.response.start", **start})
            for place in range(0, len(body), PIECE):
                more = place + PIECE < len(body)
                piece = body[place : place + PIECE]
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            self._pool.hold(-len(body))


def _matches(match: str, tag: str | None) -> bool:
    """RFC 9110, section 13.1.2: weak comparison; a ``-gzip`` that a server in front adds is cut."""
    if not match or tag is None:
        return False
    given = (part.strip().removeprefix("W/").replace('-gzip"', '"') for part in match.split(","))
    return match.strip() == "*" or tag in given
