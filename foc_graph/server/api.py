"""``/api/…``: canned queries over HTTP, and the list of them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from foc_graph.errors import UsageProblem
from foc_graph.queries.catalog import list_queries, query_files
from foc_graph.queries.model import GROUPS
from foc_graph.server.openapi import openapi
from foc_graph.server.paging import NAMES, RowRange
from foc_graph.server.pool.messages import CannedRequest
from foc_graph.server.pool.results import CSV, TSV, short
from foc_graph.server.pool.results import JSON as SPARQL_JSON
from foc_graph.server.response import REVALIDATE, Response, accept_of, refusal
from foc_graph.web.addresses.negotiation import FORMATS as DOCUMENT_FORMATS
from foc_graph.web.addresses.negotiation import DocumentFormat, choose

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.queries.model import CannedQuery, Parameter
    from foc_graph.server.pool.pool import Pool
    from foc_graph.server.response import Key
    from foc_graph.server.state import ServerState

JSON = DocumentFormat("json", ".json", "application/json", "JSON", charset=None)

#: Formats of rows, the usual one first; ``srj`` is the bare SPARQL JSON.
ROWS = (
    JSON,
    CSV,
    TSV,
    DocumentFormat("srj", ".srj", SPARQL_JSON.media_type, "SPARQL JSON", charset=None),
)

#: Suffixes of triples.
TRIPLES = tuple(form for form in DOCUMENT_FORMATS if short(form) in ("ttl", "nt", "jsonld", "rdf"))

_BY_SUFFIX = {short(form): form for form in (*ROWS, *TRIPLES)}

MOST_FIELDS = 100


class Api:
    """The endpoints."""

    def __init__(self, state: ServerState, pool: Pool) -> None:
        self._state = state
        self._pool = pool

    async def queries(self, _: Request, __: Key) -> Response:
        """List the queries."""
        queries = await asyncio.to_thread(list_queries, self._state.project)
        return _json({"queries": [_query(query) for query in queries]})

    async def openapi(self, request: Request, _: Key) -> Response:
        """Describe the API."""
        root, kept = self._state.address(request)
        title = self._state.site.pages.site.title
        return _json(await asyncio.to_thread(openapi, self._state.project, title, root), kept)

    async def query(self, request: Request, _: Key) -> Response:
        """Run a query."""
        try:
            return await self._answer(request)
        except UsageProblem as problem:
            return refusal(400, str(problem))

    async def _answer(self, request: Request) -> Response:
        asked = request.scope["path"].removeprefix("/api/queries/")
        name, form = self._name_and_form(asked, accept_of(request))
        if name is None:
            return refusal(404, f"there is no query {asked[:80]!r} - see /api/queries")
        given = _parameters(request)
        form = _by_name(given.get("format")) or form
        part = RowRange.of(given)
        if form is None:
            known = ", ".join(f"{short(f)} ({f.media_type})" for f in ROWS)
            return refusal(406, f"the result can be had as {known} - ask for one of these")
        values = {key: value for key, value in given.items() if key not in NAMES and value}
        call = CannedRequest(name, values, short(form), part.offset, part.limit)
        response = await self._pool.ask_for(request, call)
        if response.total is None:
            return response
        links = part.links(f"{self._state.prefix}{request.scope['path']}", given, response.total)
        paging = [("Link", links), ("X-Total-Count", str(response.total))]
        return replace(response, fields=[*response.fields, *paging])

    def _name_and_form(
        self, asked: str, accept: str | None
    ) -> tuple[str | None, DocumentFormat | None]:
        """Return which query is asked for, and in which format by suffix or ``Accept``."""
        names = {path.stem for path in query_files(self._state.project)}
        if asked in names:
            return asked, choose(accept, (*ROWS, *TRIPLES))
        stem, _, suffix = asked.rpartition(".")
        if stem in names and suffix in _BY_SUFFIX:
            return stem, _BY_SUFFIX[suffix]
        return None, None


def _json(content: object, kept: str = REVALIDATE) -> Response:
    body = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    return Response(200, body, [("Cache-Control", kept)], "application/json")


def _parameters(request: Request) -> dict[str, str]:
    """Return the parameters of the address.

    Raises:
        UsageProblem: one is given twice, there are too many, or they are not UTF-8.

    """
    raw = request.scope["query_string"].decode("latin-1")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise UsageProblem("are not UTF-8", place="parameters", fix="encode them so") from None
    except ValueError:
        raise UsageProblem("are too many", place="parameters", fix="give fewer") from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise UsageProblem("is given twice", place=f"parameter {name[:40]}", fix="give it once")
        given[name] = value
    return given


def _by_name(name: str | None) -> DocumentFormat | None:
    if not name:
        return None
    for form in (*ROWS, *TRIPLES):
        if form.is_called(name):
            return form
    raise UsageProblem(
        f"{name[:40]!r} is no format", place="parameter format", fix=f"use {', '.join(_BY_SUFFIX)}"
    )


def _query(query: CannedQuery) -> dict[str, Any]:
    columns = [{"name": column.name, "label": column.label} for column in query.columns]
    return {
        "name": query.name,
        "summary": query.summary,
        "question": query.question,
        "description": " ".join(query.description.split()),
        "group": GROUPS[query.group],
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "columns": columns,
        "cannotTell": list(query.coverage),
        "examples": [dict(example) for example in query.examples],
        "href": f"queries/{query.name}",
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": parameter.name,
        "type": parameter.type,
        "label": parameter.label,
        "allowed": parameter.allowed,
        "required": parameter.required,
    }
    optional = {"default": parameter.default, "example": parameter.example}
    return found | {name: value for name, value in optional.items() if value is not None}
