"""``/sparql``: the SPARQL 1.1 Protocol over HTTP."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from foc_graph.server.pool.results import TRIPLES
from foc_graph.server.response import REVALIDATE, Response, plain, refusal
from foc_graph.server.sparql.description import describe
from foc_graph.server.sparql.protocol import Refused, read_query
from foc_graph.web.addresses.negotiation import HTML, choose

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.cache import Cache
    from foc_graph.server.pool.pool import Pool
    from foc_graph.server.response import Key, Made
    from foc_graph.server.state import ServerState

METHODS = "GET, HEAD, OPTIONS, POST"

EDITOR = "sparql.html"

#: Answers to a GET without a query; RDF first, for clients that take anything.
_DESCRIPTIONS = (*TRIPLES, HTML)


class Endpoint:
    """Answers one path."""

    def __init__(self, state: ServerState, pool: Pool, cache: Cache) -> None:
        self._state = state
        self._pool = pool
        self._cache = cache

    async def answer(self, request: Request, key: Key) -> Response | Made:
        """Answer a request."""
        try:
            query = await read_query(request, self._pool.limits)
        except Refused as refused:
            return refusal(refused.status, refused.sentence)
        if query is None:
            return await self._describe(request)
        if request.method != "POST":
            return await self._pool.ask_for(request, query)
        # A POST may be answered from memory as the GET with the same query is.
        digest = hashlib.sha256(repr(query).encode("utf-8", "replace")).digest()
        kept_as = (b"POST", digest, b"", key[3])
        found = self._cache.find(kept_as, self._state.generation)
        return found or replace(await self._pool.ask_for(request, query), keep_as=kept_as)

    async def _describe(self, request: Request) -> Response:
        fields = [("Vary", "Accept, Accept-Encoding"), ("Cache-Control", REVALIDATE)]
        accept = request.headers.get("accept", "")
        # `*/*` is what programs say: the page is for those who ask for it.
        form = choose(accept, _DESCRIPTIONS if "html" in accept else tuple(TRIPLES))
        if form is None:
            known = ", ".join(known.media_type for known in _DESCRIPTIONS)
            return plain(406, f"The description of this endpoint can be had as {known}.", fields)
        if form == HTML:
            page = await asyncio.to_thread(self._state.pages.render, EDITOR)
            fields.append(("Content-Location", f"/{EDITOR}"))
            return Response(200, page.encode(), fields, HTML.content_type)
        endpoint = str(request.url.replace(query="", fragment=""))
        body = await asyncio.to_thread(describe, self._state.dataset, endpoint, form)
        return Response(200, body, fields, form.content_type)
