"""Answers for programs: rows as CSV, TSV and JSON, triples as RDF.

SPARQL 1.1 Query Results CSV and TSV Formats, and JSON Format (W3C Recommendations, 2013). One
deviation: lines end in LF, not CR LF. Every reader takes both, ``cut``, ``sort`` and ``git``
one only. Triples are in order: the same graph gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.rdf.formats import JSON_LD, RDF_XML, TURTLE, serialized

if TYPE_CHECKING:
    from foc_graph.queries.formats.grid import Screen
    from foc_graph.queries.results import Answer, Cell
    from foc_graph.rdf.formats import RdfFormat


def write_csv(answer: Answer, _screen: Screen) -> str:
    """Values alone, without their types: for spreadsheets and scripts (CSV, section 3)."""
    table = answer.table
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_value(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _value(cell: Cell) -> str:
    if isinstance(cell, ox.NamedNode | ox.Literal):
        return cell.value
    return "" if cell is None else str(cell)


def write_tsv(answer: Answer, _screen: Screen) -> str:
    """Whole RDF terms, in Turtle's syntax: nothing is lost (TSV, section 4)."""
    table = answer.table
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join(_term(cell) for cell in row) for row in table.rows]
    return "".join(f"{line}\n" for line in lines)


def _term(cell: Cell) -> str:
    # N-Triples, which pyoxigraph writes with line breaks and tabs escaped.
    return "" if cell is None else str(cell)


_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_json(answer: Answer, _screen: Screen) -> str:
    """SPARQL 1.1 JSON: rows, or the boolean of an ASK."""
    table = answer.table
    content: dict[str, object] = {"head": {}, "boolean": table.boolean}
    if table.boolean is None:
        bindings = [_binding(table.columns, row) for row in table.rows]
        content = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _binding(columns: tuple[str, ...], row: tuple[Cell, ...]) -> dict[str, dict[str, str]]:
    """Unbound variables are left out (section 3.2.1)."""
    pairs = zip(columns, row, strict=True)
    return {name: _json_term(cell) for name, cell in pairs if cell is not None}


def _json_term(cell: Cell) -> dict[str, str]:
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


def write_turtle(answer: Answer, _screen: Screen) -> str:
    """Canonical Turtle (``foc-graph fmt``); plain Turtle where unnamed nodes are shared."""
    from foc_graph.turtle import Layout, format_turtle

    triples = write_ntriples(answer, _screen)
    if not triples:
        return "# No triples.\n"
    try:
        return format_turtle(
            triples, Layout(answer.prefixes.namespaces, base=answer.prefixes.id_base)
        )
    except NotConforming:
        return _serialized(answer, TURTLE)


def write_ntriples(answer: Answer, _screen: Screen) -> str:
    """N-Triples, sorted."""
    return "".join(f"{triple} .\n" for triple in answer.triples)


def write_rdfxml(answer: Answer, _screen: Screen) -> str:
    """RDF/XML."""
    return _serialized(answer, RDF_XML)


def write_jsonld(answer: Answer, _screen: Screen) -> str:
    """JSON-LD in expanded form: no context to fetch."""
    return _serialized(answer, JSON_LD)


def _serialized(answer: Answer, form: RdfFormat) -> str:
    prefixes = dict(sorted(answer.prefixes.namespaces.items()))
    text = serialized(answer.triples, form, prefixes).decode()
    return f"{text.rstrip()}\n"
