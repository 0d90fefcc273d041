"""SPARQL 1.1 Query Results JSON Format (W3C Recommendation, 2013)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer, Cell

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_json(answer: Answer, _screen: Screen) -> str:
    """Write rows, or the boolean of an ASK."""
    table = answer.table
    content: dict[str, object] = {"head": {}, "boolean": table.boolean}
    if table.boolean is None:
        bindings = [_binding(table.columns, row) for row in table.rows]
        content = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _binding(columns: tuple[str, ...], row: tuple[Cell, ...]) -> dict[str, dict[str, str]]:
    """Unbound variables are left out (section 3.2.1)."""
    pairs = zip(columns, row, strict=True)
    return {name: _term(cell) for name, cell in pairs if cell is not None}


def _term(cell: Cell) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if not isinstance(cell, ox.Literal):  # a triple term: RDF 1.2, not in this format
        return {"type": "literal", "value": str(cell)}
    term = {"type": "literal", "value": cell.value}
    if cell.language:
        return term | {"xml:lang": cell.language}
    return term if cell.datatype.value == _STRING else term | {"datatype": cell.datatype.value}
