"""A canned query -> the part of its rows that was asked for. Runs in a worker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries import OxigraphEngine, ResultTable, find_query, run_query, write_answer
from foc_graph.server.pool.results import CSV, JSON, TRIPLES, TSV, short
from foc_graph.server.response import NO_STORE, Response, refusal

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.queries import Answer
    from foc_graph.server.pool.messages import CannedRequest

#: Format -> the writer of `foc_graph.queries` and the media type.
WRITERS = {short(form): (form.name, form.content_type) for form in (CSV, TSV, *TRIPLES)}
WRITERS["srj"] = (JSON.name, JSON.content_type)


def answer_canned(dataset: Dataset, request: CannedRequest, *, result_bytes: int) -> Response:
    """Run a canned query; what is wrong with its parameters is said in one sentence."""
    try:
        query = find_query(dataset.project, request.name)
        answer = run_query(query, OxigraphEngine(dataset), request.values)
        reply = _written(answer, request)
    except UsageProblem as error:
        return refusal(400, _without_options(str(error)))
    except CouldNotRun as error:
        return refusal(500, str(error))
    if len(reply.body) > result_bytes:
        return refusal(422, "the result is too long - ask for a page of it with limit and offset")
    return reply


def _without_options(sentence: str) -> str:
    """Say it in the words of an address, not of the command line."""
    return sentence.replace("--param ", "")


def _written(answer: Answer, request: CannedRequest) -> Response:
    table = answer.outcome
    if not isinstance(table, ResultTable):
        if request.format in ("csv", "tsv", "srj"):
            return refusal(406, "the result is triples - ask for text/turtle, or ttl, nt, jsonld")
        name, media_type = WRITERS.get(request.format, WRITERS["ttl"])
        return _response(write_answer(answer, name).encode(), media_type)
    end = None if request.limit is None else request.offset + request.limit
    rows = table.rows[request.offset : end]
    total = len(table.rows)
    part = type(answer)(
        answer.query,
        answer.values,
        ResultTable(table.columns, rows, table.boolean),
        answer.prefixes,
    )
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
