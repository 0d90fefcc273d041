"""A query, canned or not -> its serialised answer. Runs in a worker: it may take its time."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries import OxigraphEngine, ResultTable, find_query, run_query, write_answer
from foc_graph.server.pool.results import (
    CSV,
    JSON,
    ROWS,
    TRIPLES,
    TSV,
    NoResultFormat,
    choose_format,
    short,
)
from foc_graph.server.response import NO_STORE, REVALIDATE, Response, refusal
from foc_graph.sparql.mistakes import explain, shortened
from foc_graph.sparql.tokens import iter_tokens, line_and_column, query_form

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.queries import Answer
    from foc_graph.server.pool.messages import CannedRequest, SparqlRequest
    from foc_graph.web.addresses.negotiation import DocumentFormat

#: A query with one of these gives another answer each time: it is not kept.
_VARYING = frozenset({"NOW", "RAND", "UUID", "STRUUID"})

READ_ONLY = "updates are refused, as this endpoint is read-only"

_NO_SERVICE = "SERVICE is refused, as nothing leaves this server - ask that endpoint itself"


#: Without one of these anywhere, the text need not be taken apart, which takes a while.
_SPECIAL = re.compile("SERVICE|FROM|NOW|RAND|UUID", re.IGNORECASE)


class TooLarge(Exception):
    """The result is longer than a result may be."""


class Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - as io.BytesIO has it
        """Take a piece.

        Raises:
            TooLarge: it does not fit any more.

        """
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        return super().write(data)


def answer(dataset: Dataset, request: SparqlRequest, *, result_bytes: int) -> Response:
    """Run a query and write its result in the format that the client takes."""
    try:
        return _answer(dataset, request, result_bytes)
    except NoResultFormat as error:
        return refusal(406, str(error))
    except TooLarge:
        size = result_bytes >> 20
        what = f"the result is longer than the {size} MiB that this server gives"
        return refusal(
            422, f"{what} - ask for less with LIMIT, or take the whole dataset from dist/"
        )
    except SyntaxError as error:
        return refusal(400, _mistake(dataset, request.query, str(error)))
    except UsageProblem as error:
        return refusal(400, str(error))
    except (ValueError, OSError, RuntimeError) as error:
        return refusal(400, f"the query cannot be run ({shortened(str(error))})")


def _answer(dataset: Dataset, request: SparqlRequest, result_bytes: int) -> Response:
    words = _special_words(request.query)
    found = dataset.store.query(
        request.query,
        base_iri=dataset.prefixes.base,
        prefixes=dict(dataset.prefixes.namespaces),
        **_graphs(request, words),
    )
    form, body = _written(found, request, dataset, result_bytes)
    keep = not words & _VARYING
    fields = [
        ("Vary", "Accept, Accept-Encoding"),
        ("Cache-Control", REVALIDATE if keep else NO_STORE),
    ]
    return Response(200, body, fields, form.content_type, keep=keep)


def _mistake(dataset: Dataset, query: str, message: str) -> str:
    if query_form(query) == "UPDATE":
        return f"{READ_ONLY} - write SELECT, ASK, CONSTRUCT or DESCRIBE"
    return explain(query, message, frozenset(dataset.prefixes.namespaces))


def _special_words(query: str) -> frozenset[str]:
    """Return the keywords that decide how a query is run; most queries have none of them.

    Raises:
        UsageProblem: it asks another server.

    """
    if not _SPECIAL.search(query):
        return frozenset()
    for token in iter_tokens(query):
        if token.keyword == "SERVICE":
            line, column = line_and_column(query, token.start)
            raise UsageProblem(_NO_SERVICE, place=f"line {line}, column {column}")
    return frozenset(token.keyword for token in iter_tokens(query))


def _graphs(request: SparqlRequest, words: frozenset[str]) -> dict[str, Any]:
    """SPARQL 1.1 Protocol, section 2.1.4: graphs of the request come before FROM in the query."""
    if request.default_graphs or request.named_graphs:
        return {
            "default_graph": [ox.NamedNode(iri) for iri in request.default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in request.named_graphs],
        }
    return {"use_default_graph_as_union": "FROM" not in words}


def _written(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    request: SparqlRequest,
    dataset: Dataset,
    result_bytes: int,
) -> tuple[DocumentFormat, bytes]:
    buffer = Bounded(result_bytes)
    if isinstance(found, ox.QueryTriples):
        form = choose_format(tuple(TRIPLES), request.accept, request.formats)
        prefixes = dict(dataset.prefixes.namespaces)
        ox.serialize(found, buffer, format=TRIPLES[form], prefixes=prefixes)
    else:
        form = choose_format(tuple(ROWS), request.accept, request.formats)
        found.serialize(buffer, ROWS[form])
    return form, buffer.getvalue()


#: Format -> the writer of `foc_graph.queries` and the media type.
WRITERS = {short(form): (form.name, form.content_type) for form in (CSV, TSV, *TRIPLES)}
WRITERS["srj"] = (JSON.name, JSON.content_type)


def answer_canned(dataset: Dataset, request: CannedRequest, *, result_bytes: int) -> Response:
    """Run a canned query and return the part of its rows that was asked for.

    What is wrong with its parameters is said in one sentence.
    """
    try:
        query = find_query(dataset.project, request.name)
        answer = run_query(query, OxigraphEngine(dataset), request.values)
        reply = _part(answer, request)
    except UsageProblem as error:
        # In the words of an address, not of the command line.
        return refusal(400, str(error).replace("--param ", ""))
    except CouldNotRun as error:
        return refusal(500, str(error))
    if len(reply.body) > result_bytes:
        return refusal(422, "the result is too long - ask for a page of it with limit and offset")
    return reply


def _part(answer: Answer, request: CannedRequest) -> Response:
    table = answer.outcome
    if not isinstance(table, ResultTable):
        if request.format in ("csv", "tsv", "srj"):
            return refusal(406, "the result is triples - ask for text/turtle, or ttl, nt, jsonld")
        name, media_type = WRITERS.get(request.format, WRITERS["ttl"])
        return _response(write_answer(answer, name).encode(), media_type)
    end = None if request.limit is None else request.offset + request.limit
    rows = table.rows[request.offset : end]
    total = len(table.rows)
    part = replace(answer, outcome=ResultTable(table.columns, rows, table.boolean))
    if request.format not in WRITERS:
        return _response(_as_json(part, request, total), "application/json", total)
    name, media_type = WRITERS[request.format]
    return _response(write_answer(part, name).encode(), media_type, total)


def _response(body: bytes, media_type: str, total: int | None = None) -> Response:
    fields = [("Vary", "Accept, Accept-Encoding"), ("Cache-Control", NO_STORE)]
    return Response(200, body, fields, media_type, total=total)


def _as_json(answer: Answer, request: CannedRequest, total: int) -> bytes:
    """Rows as SPARQL JSON has them, with what was asked and how many rows there are."""
    content = json.loads(write_answer(answer, "json"))
    page = {"offset": request.offset, "limit": request.limit, "total": total}
    labels = {column.name: column.label for column in answer.query.columns}
    about = {"query": answer.query.name, "parameters": dict(answer.values), "page": page}
    whole = {**about, "labels": labels, **content}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
