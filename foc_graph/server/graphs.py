"""``/data``: graphs to read (SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2, 5.2 and 5.6).

``?graph=IRI`` is a named graph, ``?default`` the default graph of queries: the merge of all.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from foc_graph.errors import FocGraphError
from foc_graph.rdf.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from foc_graph.server.response import Response, accept_of, refusal
from foc_graph.web import headers as head
from foc_graph.web.addresses.negotiation import choose

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.response import Key
    from foc_graph.server.state import Generation, ServerState
    from foc_graph.web.addresses import DocumentFormat

#: Where graphs are read.
PATH = "/data"
#: In the order of our liking.
FORMATS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)


class GraphStore:
    """Answers one path."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    async def answer(self, request: Request, _: Key) -> Response:
        """Answer one request."""
        fields = parse_qs(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        names, default = fields.get("graph", []), "default" in fields
        if len(names) + default != 1:
            return refusal(400, "name one graph: ?graph=IRI, or ?default for the merge of all")
        form = choose(accept_of(request), FORMATS)
        if form is None:
            known = ", ".join(form.media_type for form in FORMATS)
            return refusal(406, f"a graph can be had as {known} - ask for one of these")
        name = names[0] if names else None
        return await asyncio.to_thread(_graph, self._state.site, name, form)


def _graph(site: Generation, name: str | None, form: DocumentFormat) -> Response:
    try:
        body = site.representations.graph(name, form)
    except FocGraphError as error:
        return refusal(406, str(error))
    if body is None:
        return refusal(404, f"there is no graph {(name or '')[:200]} - /graph/ lists them")
    fields = [("Cache-Control", head.FRESH), ("Vary", "Accept, Accept-Encoding")]
    key = ("graph", name or "", form.name)
    return Response(200, body, fields, form.content_type, keep=True, key=key)
