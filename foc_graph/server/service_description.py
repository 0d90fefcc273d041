"""What the endpoint is, in RDF: SPARQL 1.1 Service Description (W3C Recommendation, 2013)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import TYPE, XSD
from foc_graph.server.pool.results import ROWS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.terms import Term
    from foc_graph.web.addresses.formats import DocumentFormat

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"

#: Format -> its name at http://www.w3.org/ns/formats/.
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}


def describe(dataset: Dataset, endpoint: str, form: DocumentFormat) -> bytes:
    """Return the description of the endpoint at this address in an RDF format."""
    prefixes = {"sd": SD, "void": VOID, "formats": FORMATS, "xsd": XSD}
    written = ox.serialize(_triples(dataset, endpoint), format=TRIPLES[form], prefixes=prefixes)
    return written or b""


def _triples(dataset: Dataset, endpoint: str) -> Iterator[ox.Triple]:
    service = ox.BlankNode("service")
    yield _is(service, TYPE.value, ox.NamedNode(f"{SD}Service"))
    yield _is(service, f"{SD}endpoint", ox.NamedNode(endpoint))
    yield _is(service, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query"))
    yield _is(service, f"{SD}feature", ox.NamedNode(f"{SD}UnionDefaultGraph"))
    for form in (*ROWS, *TRIPLES):
        name = ox.NamedNode(FORMATS + _NAMES[form.name])
        yield _is(service, f"{SD}resultFormat", name)
    yield from _dataset(dataset, service)


def _dataset(dataset: Dataset, service: ox.BlankNode) -> Iterator[ox.Triple]:
    whole, union = ox.BlankNode("dataset"), ox.BlankNode("union")
    yield _is(service, f"{SD}defaultDataset", whole)
    yield _is(whole, TYPE.value, ox.NamedNode(f"{SD}Dataset"))
    yield _is(whole, f"{SD}defaultGraph", union)
    yield _is(union, TYPE.value, ox.NamedNode(f"{SD}Graph"))
    yield _is(union, f"{VOID}triples", _number(len(dataset.store)))
    for place, (name, size) in enumerate(sorted(_sizes(dataset).items())):
        named, graph = ox.BlankNode(f"named{place}"), ox.BlankNode(f"graph{place}")
        yield _is(whole, f"{SD}namedGraph", named)
        yield _is(named, TYPE.value, ox.NamedNode(f"{SD}NamedGraph"))
        yield _is(named, f"{SD}name", ox.NamedNode(name))
        yield _is(named, f"{SD}graph", graph)
        yield _is(graph, TYPE.value, ox.NamedNode(f"{SD}Graph"))
        yield _is(graph, f"{VOID}triples", _number(size))


def _sizes(dataset: Dataset) -> dict[str, int]:
    """Return the number of triples of every named graph."""
    found = dataset.store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - of a SELECT
    return {row["g"].value: int(row["n"].value) for row in found}


def _is(subject: ox.BlankNode, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
