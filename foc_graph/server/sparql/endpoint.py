"""``/sparql``: the SPARQL 1.1 Protocol over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from foc_graph.server.sparql.cache import AnswerCache
from foc_graph.server.sparql.description import describe
from foc_graph.server.sparql.protocol import ALLOWED, Refused, read_query
from foc_graph.server.sparql.replies import ReplyResponse
from foc_graph.server.sparql.requests import Reply, refusal
from foc_graph.server.sparql.results import TRIPLES
from foc_graph.web.addresses.formats import HTML
from foc_graph.web.addresses.negotiation import choose

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from foc_graph.server.sparql.pools import Pools
    from foc_graph.server.sparql.requests import SparqlRequest
    from foc_graph.server.state import ServerState

#: Pages of other sites may ask, and read what they need of the answer.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Retry-After",
}

PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

EDITOR = "sparql.html"

#: Answers to a GET without a query; RDF first, for clients that take anything.
_DESCRIPTIONS = (*TRIPLES, HTML)


class Endpoint:
    """An ASGI application for one path."""

    def __init__(self, state: ServerState, pools: Pools) -> None:
        self._state = state
        self._pools = pools
        self._kept = AnswerCache()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        with contextlib.suppress(ClientDisconnect):
            response = await self._respond(request)
            await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS | PREFLIGHT)
        pool = await self._pools.current()
        try:
            question = await read_query(request, pool.limits)
            if question is None:
                return await self._describe(request)
            reply = await self._answer(question, request)
        except Refused as refused:
            reply = refusal(refused.status, refused.sentence)
        extra = CORS | ({"Allow": ALLOWED} if reply.status == 405 else {})  # noqa: PLR2004
        match = request.headers.get("if-none-match", "")
        return ReplyResponse(reply, pool, extra, match)

    async def _answer(self, question: SparqlRequest, request: Request) -> Reply:
        generation = self._state.generation
        kept = self._kept.get(question, generation)
        if kept is not None:
            return kept
        reply = await self._pools.ask_for(request, question)
        self._kept.put(question, reply, generation)
        return reply

    async def _describe(self, request: Request) -> Response:
        headers = CORS | {"Vary": "Accept", "Cache-Control": "public, max-age=0, must-revalidate"}
        accept = request.headers.get("accept", "")
        # `*/*` is what programs say: the page is for those who ask for it.
        form = choose(accept, _DESCRIPTIONS if "html" in accept else tuple(TRIPLES))
        if form is None:
            known = ", ".join(known.media_type for known in _DESCRIPTIONS)
            reply = refusal(406, f"the description of this endpoint can be had as {known}")
            return Response(reply.body, 406, headers, media_type=reply.content_type)
        if form == HTML:
            page = await asyncio.to_thread(self._state.pages.render, EDITOR)
            headers |= {"Content-Location": f"/{EDITOR}"}
            return Response(page, headers=headers, media_type=HTML.content_type)
        endpoint = str(request.url.replace(query="", fragment=""))
        body = await asyncio.to_thread(describe, self._state.dataset, endpoint, form)
        return Response(body, headers=headers, media_type=form.content_type)
