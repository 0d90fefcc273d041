"""Canned queries: SPARQL with a header, typed parameters, and results that read well.

`run_query(find_query(project, "members"), OxigraphEngine(dataset), {"on": "2014-04-28"})` gives an
`Answer`; `write_answer` makes text of it.
"""

from __future__ import annotations

from foc_graph.queries.catalog import find_query, list_queries, query_files
from foc_graph.queries.engines import Engine, OxigraphEngine, RdflibEngine
from foc_graph.queries.formats import FORMATS, Screen, write_answer
from foc_graph.queries.header import parse_query, read_query
from foc_graph.queries.model import CannedQuery, Column, Parameter
from foc_graph.queries.reference import queries_reference
from foc_graph.queries.results import Answer, Graph, Table
from foc_graph.queries.running import bound, run_query

__all__ = [
    "FORMATS",
    "Answer",
    "CannedQuery",
    "Column",
    "Engine",
    "Graph",
    "OxigraphEngine",
    "Parameter",
    "RdflibEngine",
    "Screen",
    "Table",
    "bound",
    "find_query",
    "list_queries",
    "parse_query",
    "queries_reference",
    "query_files",
    "read_query",
    "run_query",
    "write_answer",
]
