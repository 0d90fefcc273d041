"""One writer a format: quads of a document -> bytes."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.exports.contexts import explaining
from foc_graph.exports.jsonld import expanded_dataset, to_bytes
from foc_graph.exports.turtle import Blocks
from foc_graph.rdf.datatypes import XSD
from foc_graph.rdf.formats import (
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    serialized,
    sorted_lines,
)
from foc_graph.web.addresses.negotiation import CSV

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foc_graph.rdf.formats import DocumentFormat
    from foc_graph.web.representations.material import Material


def to_turtle(material: Material) -> bytes:
    """RDF 1.1 Turtle in our canonical form, the main thing first."""
    blocks = Blocks(material.content)
    try:
        body = blocks.of(material.triples, material.document.iri)
    except NotConforming:  # unnamed nodes that cannot be nested, or triples about triples
        return serialized(material.triples, TURTLE, material.prefixes)
    return blocks.document(body)


def to_trig(material: Material) -> bytes:
    """RDF 1.1 TriG: all statements in the default graph, then again in the graph of each.

    Clients that know nothing of named graphs read the default one: it says what Turtle says.
    """
    blocks = Blocks(material.content)
    main = material.document.iri
    named = [quad for quad in material.quads if not isinstance(quad.graph_name, ox.DefaultGraph)]
    try:
        body = blocks.of(material.triples, main)
        for graph, members in groupby(named, key=lambda quad: quad.graph_name):
            subjects = blocks.of((quad.triple for quad in members), main)
            name = blocks.iri(graph.value) if isinstance(graph, ox.NamedNode) else str(graph)
            body += [f"{name} {{", *subjects, "}"]
    except NotConforming:
        union = [ox.Quad(t.subject, t.predicate, t.object) for t in material.triples]
        return serialized([*union, *named], TRIG, material.prefixes)
    return blocks.document(body)


def to_ntriples(material: Material) -> bytes:
    """RDF 1.1 N-Triples, sorted."""
    return sorted_lines(material.triples, N_TRIPLES)


def to_jsonld(material: Material) -> bytes:
    """JSON-LD 1.1 with the project's context inside: nothing to fetch."""
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in material.triples]
    with explaining(material.content.dataset.project.context):
        return to_bytes(material.compactor.compact(expanded_dataset(quads)))


def to_rdfxml(material: Material) -> bytes:
    """RDF 1.1 XML Syntax.

    Raises:
        NotConforming: a text or a property that XML cannot hold.

    """
    from foc_graph.exports.rdfxml import write_rdfxml

    try:
        return write_rdfxml(material.triples, material.content.prefixes)
    except ValueError as error:  # a property whose end is no XML name
        raise NotConforming(
            f"cannot be written as RDF/XML ({error})", place=material.document.iri,
            fix="ask for Turtle",
        ) from error  # fmt: skip


#: Columns of a document as a table: a row a statement.
COLUMNS = ("subject", "property", "value", "datatype", "language", "graph")


def to_csv(material: Material) -> bytes:
    """RFC 4180: one row a statement, IRIs in full."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_row(quad) for quad in material.quads)
    return text.getvalue().encode()


def _row(quad: ox.Quad) -> Sequence[str]:
    graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    start = (_cell(quad.subject), quad.predicate.value)
    if not isinstance(quad.object, ox.Literal):
        return (*start, _cell(quad.object), "", "", graph)
    literal = quad.object
    datatype = "" if literal.language else literal.datatype.value.replace(XSD, "xsd:")
    return (*start, literal.value, datatype, literal.language or "", graph)


def _cell(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


#: Writers of every format but the page.
WRITERS: dict[DocumentFormat, Callable[[Material], bytes]] = {
    TURTLE: to_turtle,
    JSON_LD: to_jsonld,
    RDF_XML: to_rdfxml,
    N_TRIPLES: to_ntriples,
    TRIG: to_trig,
    CSV: to_csv,
}
