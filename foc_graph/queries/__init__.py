"""Canned queries: SPARQL with a header, typed parameters, and results that read well.

`run_query(find_query(project, "members"), OxigraphEngine(dataset), {"on": "2014-04-28"})` gives an
`Answer`; `write_answer` makes text of it.
"""

from __future__ import annotations

from foc_graph.queries.catalog import find_query, list_queries, parse_query, query_files, read_query
from foc_graph.queries.engines import OxigraphEngine, QueryEngine, RdflibEngine
from foc_graph.queries.formats import FORMATS, write_answer
from foc_graph.queries.formats.grid import Screen
from foc_graph.queries.listing import queries_reference
from foc_graph.queries.model import CannedQuery, Parameter, ResultColumn
from foc_graph.queries.results import Answer, ResultGraph, ResultTable
from foc_graph.queries.run import bound, run_query

__all__ = [
    "FORMATS",
    "Answer",
    "CannedQuery",
    "OxigraphEngine",
    "Parameter",
    "QueryEngine",
    "RdflibEngine",
    "ResultColumn",
    "ResultGraph",
    "ResultTable",
    "Screen",
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
