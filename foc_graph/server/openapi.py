"""The API in OpenAPI 3.1, made from the headers of the canned queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foc_graph.queries.catalog import list_queries
from foc_graph.queries.model import GROUPS
from foc_graph.server.paging import MOST, USUAL
from foc_graph.sparql.tokens import query_form
from foc_graph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery, Parameter

Json = dict[str, Any]

#: Type of a parameter -> its JSON Schema; whatever names a thing is text.
SCHEMAS: Mapping[str, Json] = {
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "year": {"type": "string", "pattern": r"^\d{4}$"},
    "integer": {"type": "integer"},
}

_TERM: Json = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": {"type": "string"},
        "datatype": {"type": "string"},
        "xml:lang": {"type": "string"},
    },
}

_ANSWER: Json = {
    "type": "object",
    "required": ["query", "parameters", "page", "head"],
    "properties": {
        "query": {"type": "string"},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
        "page": {
            "type": "object",
            "properties": {
                "offset": {"type": "integer"},
                "limit": {"type": "integer"},
                "total": {"type": "integer", "description": "How many rows there are in all."},
            },
        },
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "head": {"type": "object"},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": {"$ref": "#/components/schemas/Term"},
                    },
                }
            },
        },
    },
}

_PROBLEMS = {
    "400": "A parameter is unknown, missing or ill-typed; one sentence says which.",
    "406": "The result cannot be had in this format.",
    "503": "Too many queries run; try again after `Retry-After` seconds.",
    "504": "The query ran too long and was stopped.",
}


def openapi(project: Project, title: str, server: str) -> Json:
    """Return the description of the API for a server at this address."""
    paths = {f"/api/queries/{query.name}": _path(query) for query in list_queries(project)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}: queries",
            "version": __version__,
            "summary": "Canned queries with typed parameters.",
        },
        "servers": [{"url": server}],
        "paths": {"/api/queries": _LIST, **paths},
        "components": {
            "schemas": {"Term": _TERM, "Answer": _ANSWER},
            "parameters": _PAGING,
        },
    }


def _path(query: CannedQuery) -> Json:
    is_graph = query_form(query.sparql) in ("CONSTRUCT", "DESCRIBE")
    operation = {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description or query.summary,
        "tags": [GROUPS[query.group]],
        "parameters": [
            *map(_parameter, query.parameters),
            *({"$ref": f"#/components/parameters/{name}"} for name in _PAGING),
        ],
        "responses": {"200": _GRAPH if is_graph else _ROWS, **_REFUSALS},
    }
    return {"get": operation}


def _parameter(parameter: Parameter) -> Json:
    schema: Json = dict(SCHEMAS.get(parameter.type, {"type": "string"}))
    if parameter.values:
        schema["enum"] = list(parameter.values)
    bounds = {"minimum": parameter.minimum, "maximum": parameter.maximum}
    schema |= {name: value for name, value in bounds.items() if value is not None}
    if parameter.default is not None:
        schema["default"] = _typed(parameter, parameter.default)
    found: Json = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.label}: {parameter.allowed}",
        "schema": schema,
    }
    if parameter.example is not None:
        found["example"] = _typed(parameter, parameter.example)
    return found


def _typed(parameter: Parameter, value: str) -> str | int:
    return int(value) if parameter.type == "integer" else value


def _whole(name: str, what: str, schema: Json) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": what,
        "schema": {"type": "integer"} | schema,
    }


_PAGING: Json = {
    "limit": _whole("limit", "Rows at most.", {"minimum": 1, "maximum": MOST, "default": USUAL}),
    "offset": _whole("offset", "Rows to leave out first.", {"minimum": 0, "default": 0}),
    "page": _whole("page", "Instead of offset: which page, from 1.", {"minimum": 1}),
    "pageSize": _whole("pageSize", "Instead of limit.", {"minimum": 1, "maximum": MOST}),
    "format": {
        "name": "format",
        "in": "query",
        "description": "Instead of `Accept`.",
        "schema": {"type": "string"},
    },
}

_TEXT: Json = {"schema": {"type": "string"}}

_REFUSALS: Json = {
    status: {"description": what, "content": {"text/plain": _TEXT}}
    for status, what in _PROBLEMS.items()
}

_ROWS: Json = {
    "description": "The rows. `Link` leads to the next ones, `X-Total-Count` counts them all.",
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
        "text/csv": _TEXT,
    },
}

_GRAPH: Json = {
    "description": "The triples.",
    "content": {"text/turtle": _TEXT, "application/n-triples": _TEXT},
}

_LIST: Json = {
    "get": {
        "operationId": "list",
        "summary": "Every query with its parameters and columns",
        "responses": {
            "200": {
                "description": "The queries.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }
}
