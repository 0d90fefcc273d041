"""``/sparql``: SPARQL 1.1 Protocol, section 2, and Service Description (W3C, 2013)."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph as ox

from foc_graph.rdf.terms import TYPE, XSD
from foc_graph.server.pool.answers import READ_ONLY
from foc_graph.server.pool.messages import SparqlRequest
from foc_graph.server.pool.results import ROWS, TRIPLES
from foc_graph.server.response import REVALIDATE, Response, accept_of, plain, refusal
from foc_graph.web.addresses.negotiation import HTML, choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.terms import Term
    from foc_graph.server.pool.pool import Pool
    from foc_graph.server.response import Cache, Key, Made
    from foc_graph.server.settings import Limits
    from foc_graph.server.state import ServerState
    from foc_graph.web.addresses.negotiation import DocumentFormat

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

#: Fields of a form or an address; nobody needs as many graphs.
MOST_FIELDS = 1000

#: Parameters by which clients ask for a format, the ones of Fuseki and of Virtuoso included.
_FORMATS = ("format", "output", "results")

#: A percent sign and two digits for each byte.
_ENCODED = 3

#: Longer forms are taken apart beside the event loop.
_LONG = 1 << 16

Pairs = list[tuple[str, str]]


class Refused(Exception):
    """A request that is no query: the status, and one sentence that says what to do."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


async def read_query(request: Request, limits: Limits) -> SparqlRequest | None:
    """Return the query of a request; None where a GET holds none.

    Raises:
        Refused: it breaks the protocol, is too long, or is an update.

    """
    address = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        return _from_pairs(address, request, limits, required=False)
    media_type = _media_type(request)
    if media_type == DIRECT:
        if _all(address, "query"):
            raise Refused(400, "there is a query in the address and one in the body - send one")
        text = _text(await _body(request, limits.query_bytes))
        return _from_pairs([*address, ("query", text)], request, limits, required=True)
    body = await _body(request, limits.query_bytes * _ENCODED)
    pairs = await asyncio.to_thread(_pairs, body) if len(body) > _LONG else _pairs(body)
    # A dataset that is named in the address alone is not another one (section 2.1.4).
    return _from_pairs([*address, *pairs], request, limits, required=True)


def _media_type(request: Request) -> str:
    """Return what a body holds: a form, or a query by itself (sections 2.1.2 and 2.1.3)."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise Refused(415, f"a body in {coding[:40]} is not read - send it as it is")
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise Refused(403, f"{READ_ONLY} - send {DIRECT}")
    if media_type not in (FORM, DIRECT):
        what = f"a body of type {media_type}" if media_type else "a body without Content-Type"
        raise Refused(415, f"{what} is not for queries - send {DIRECT} or {FORM}")
    charset = parameters.partition("charset=")[2].strip(' "').lower()
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"a query in {charset[:40]} is not read - send it in UTF-8")
    return media_type


async def _body(request: Request, longest: int) -> bytes:
    too_long = Refused(413, f"the query is longer than {longest >> 10} KiB - make it shorter")
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > longest:
        raise too_long
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > longest:
            raise too_long
    return bytes(body)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} of the query is not UTF-8"
        raise Refused(400, f"{what} - send UTF-8") from None


def _pairs(data: bytes) -> Pairs:
    """Take a form or the query string of an address apart; what is not UTF-8 is refused."""
    try:
        return parse_qsl(
            data.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise Refused(400, "the parameters are not UTF-8 - encode them as UTF-8") from None
    except ValueError:
        raise Refused(400, f"there are more than {MOST_FIELDS} parameters - send fewer") from None


def _from_pairs(
    pairs: Pairs, request: Request, limits: Limits, *, required: bool
) -> SparqlRequest | None:
    if _all(pairs, "update"):
        raise Refused(403, f"{READ_ONLY} - send a query")
    queries = _all(pairs, "query")
    if not queries:
        if required:
            raise Refused(400, "there is no query - send it as the parameter query")
        return None
    if len(queries) > 1:
        raise Refused(400, f"there are {len(queries)} queries - send one")
    if len(queries[0].encode()) > limits.query_bytes:
        raise Refused(413, f"the query is longer than {limits.query_bytes >> 10} KiB - shorten it")
    return SparqlRequest(
        queries[0].removeprefix("\ufeff"),  # editors put it there
        default_graphs=tuple(filter(None, _all(pairs, "default-graph-uri"))),
        named_graphs=tuple(filter(None, _all(pairs, "named-graph-uri"))),
        accept=accept_of(request),
        formats=tuple(value for name in _FORMATS for value in _all(pairs, name)),
    )


def _all(pairs: Pairs, name: str) -> Sequence[str]:
    return [value for key, value in pairs if key == name]


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
        accept = accept_of(request)
        # `*/*` is what programs say: the page is for those who ask for it.
        form = choose(accept, _DESCRIPTIONS if "html" in accept else tuple(TRIPLES))
        if form is None:
            known = ", ".join(known.media_type for known in _DESCRIPTIONS)
            return plain(406, f"The description of this endpoint can be had as {known}.", fields)
        if form == HTML:
            page = await asyncio.to_thread(self._state.site.pages.render, EDITOR)
            fields.append(("Content-Location", f"{self._state.prefix}/{EDITOR}"))
            return Response(200, page.encode(), fields, HTML.content_type)
        address, kept = self._state.address(request)
        fields[-1] = ("Cache-Control", kept)
        body = await asyncio.to_thread(describe, self._state.dataset, f"{address}/sparql", form)
        return Response(200, body, fields, form.content_type)


SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"

#: Format -> its name at http://www.w3.org/ns/formats/.
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}


def describe(dataset: Dataset, endpoint: str, form: DocumentFormat) -> bytes:
    """Return the description of the endpoint at this address in an RDF format."""
    prefixes = {"sd": SD, "void": VOID, "formats": FORMATS, "xsd": XSD}
    written = ox.serialize(_triples(dataset, endpoint), format=TRIPLES[form], prefixes=prefixes)
    return written or b""


def _triples(dataset: Dataset, endpoint: str) -> Iterator[ox.Triple]:
    service = ox.BlankNode("service")
    yield _is(service, TYPE.value, ox.NamedNode(f"{SD}Service"))
    yield _is(service, f"{SD}endpoint", ox.NamedNode(endpoint))
    yield _is(service, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query"))
    yield _is(service, f"{SD}feature", ox.NamedNode(f"{SD}UnionDefaultGraph"))
    for form in (*ROWS, *TRIPLES):
        name = ox.NamedNode(FORMATS + _NAMES[form.name])
        yield _is(service, f"{SD}resultFormat", name)
    yield from _dataset(dataset, service)


def _dataset(dataset: Dataset, service: ox.BlankNode) -> Iterator[ox.Triple]:
    whole, union = ox.BlankNode("dataset"), ox.BlankNode("union")
    yield _is(service, f"{SD}defaultDataset", whole)
    yield _is(whole, TYPE.value, ox.NamedNode(f"{SD}Dataset"))
    yield _is(whole, f"{SD}defaultGraph", union)
    yield _is(union, TYPE.value, ox.NamedNode(f"{SD}Graph"))
    yield _is(union, f"{VOID}triples", _number(len(dataset.store)))
    for place, (name, size) in enumerate(sorted(_sizes(dataset).items())):
        named, graph = ox.BlankNode(f"named{place}"), ox.BlankNode(f"graph{place}")
        yield _is(whole, f"{SD}namedGraph", named)
        yield _is(named, TYPE.value, ox.NamedNode(f"{SD}NamedGraph"))
        yield _is(named, f"{SD}name", ox.NamedNode(name))
        yield _is(named, f"{SD}graph", graph)
        yield _is(graph, TYPE.value, ox.NamedNode(f"{SD}Graph"))
        yield _is(graph, f"{VOID}triples", _number(size))


def _sizes(dataset: Dataset) -> dict[str, int]:
    """Return the number of triples of every named graph."""
    found = dataset.store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - of a SELECT
    return {row["g"].value: int(row["n"].value) for row in found}


def _is(subject: ox.BlankNode, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
