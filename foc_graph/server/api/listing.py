"""The canned queries in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foc_graph.queries.catalog import list_queries
from foc_graph.queries.model import GROUPS

if TYPE_CHECKING:
    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery, Parameter


def listing(project: Project) -> bytes:
    """Return every query with its parameters and columns, in the order of their groups."""
    queries = [_query(query) for query in list_queries(project)]
    return (json.dumps({"queries": queries}, ensure_ascii=False, indent=2) + "\n").encode()


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
