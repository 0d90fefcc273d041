"""Terms of pyoxigraph <-> terms of rdflib, without any change to a literal.

rdflib keeps ``"a"`` and ``"a"^^xsd:string`` apart (rdflib issue 2123) although RDF 1.1 makes them
one, and by default rewrites literals while it parses: ``"2011-01-01"^^xsd:dateTime`` gets a time.
So pySHACL gets graphs made here, data and shapes from the same parser, and never a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from foc_graph.rdf.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.rdf.terms import Term

_STRING = XSD + "string"


def to_rdflib(term: Term) -> rdflib.term.Node:
    """Return the same term in rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return rdflib.Literal(
        term.value,
        datatype=None if datatype == _STRING else rdflib.URIRef(datatype),
        normalize=False,
    )


def from_rdflib(term: rdflib.term.Node) -> Term:
    """Return the same term in pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)  # noqa: S101  # nothing else occurs in a graph
    if term.language:
        return ox.Literal(str(term), language=term.language)
    if term.datatype is None or str(term.datatype) == RDF + "langString":
        return ox.Literal(str(term))
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))


def fill(graph: rdflib.Graph, quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Add triples to a graph; each term is converted once."""
    known: dict[Term, rdflib.term.Node] = {}

    def convert(term: Term) -> rdflib.term.Node:
        found = known.get(term)
        if found is None:
            found = known[term] = to_rdflib(term)
        return found

    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))  # type: ignore[arg-type]
    return graph


def quads_of(graph: rdflib.Graph) -> Iterator[ox.Quad]:
    """Yield the triples of a graph as pyoxigraph has them."""
    for triple in graph:
        subject, predicate, value = map(from_rdflib, triple)
        yield ox.Quad(subject, predicate, value)  # type: ignore[arg-type]
