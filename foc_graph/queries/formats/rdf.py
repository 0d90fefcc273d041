"""Triples of a CONSTRUCT or DESCRIBE, in order: the same graph gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import NotConforming
from foc_graph.rdf.formats import JSON_LD, RDF_XML, TURTLE
from foc_graph.rdf.serialization import serialized

if TYPE_CHECKING:
    from foc_graph.queries.formats import Screen
    from foc_graph.queries.results import Answer
    from foc_graph.rdf.formats import RdfFormat


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
