"""Documents as data: the same statements in every format."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from foc_graph.dataset import load_dataset
from foc_graph.dataset.content import Content
from foc_graph.errors import CouldNotRun
from foc_graph.web.addresses import FORMATS, Addresses
from foc_graph.web.representations import Representations

BASE = "https://w3id.org/foc-graph/"
RDF = [form for form in FORMATS if form.name not in {"html", "csv"}]
TURTLE, NTRIPLES, TRIG, CSV = FORMATS[1], FORMATS[4], FORMATS[5], FORMATS[6]


@pytest.fixture(scope="module")
def addresses(dataset):
    return Addresses(dataset)


@pytest.fixture(scope="module")
def made(dataset):
    return Representations(dataset)


def triples_of(body: bytes, form) -> rdflib.Graph:
    return rdflib.Graph().parse(data=body, format=form.media_type)


@pytest.mark.parametrize("path", ["/doc/A-HRC-RES-20-8", "/state/EST", "/ns", "/org/foc"])
def test_every_format_says_the_same(addresses, made, path):
    document = addresses.by_path(path)
    graphs = {form.name: triples_of(made.render(document, form), form) for form in RDF}
    plain = graphs.pop("ntriples")
    assert len(plain) > 10
    for name, graph in graphs.items():
        assert isomorphic(graph, plain), name


def test_together_the_documents_hold_every_statement(dataset, addresses, made):
    found = set()
    for document in addresses.documents:
        if document.kind not in {"graph", "shapes"}:
            found |= set(made.material(document).triples)
    assert set(Content(dataset).triples) - found == set()


def test_named_graphs_tell_where_a_statement_is_from(addresses, made):
    document = addresses.by_path("/state/EST")
    quads = list(ox.parse(made.render(document, TRIG), format=ox.RdfFormat.TRIG))
    graphs = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    assert graphs == {f"{BASE}graph/{n}" for n in ("org", "links", "derived/memberships")}


def test_a_document_says_what_it_is(addresses, made):
    document = addresses.by_path("/doc/A-HRC-RES-20-8")
    graph = triples_of(made.render(document, TURTLE), TURTLE)
    node = rdflib.URIRef(f"{BASE}doc/A-HRC-RES-20-8")
    assert graph.value(node, rdflib.FOAF.primaryTopic) == rdflib.URIRef(document.iri)
    assert graph.value(node, rdflib.VOID.inDataset) == rdflib.URIRef(f"{BASE}dataset")
    assert "creativecommons" in graph.value(node, rdflib.DCTERMS.license)


def test_a_graph_is_given_as_it_is(dataset, addresses, made):
    document = addresses.by_path("/graph/event")
    lines = made.render(document, NTRIPLES).splitlines()
    node = ox.NamedNode(document.iri)
    assert len(lines) == len(list(dataset.store.quads_for_pattern(None, None, None, node)))


def test_a_table_has_a_row_a_statement(addresses, made):
    document = addresses.by_path("/state/EST")
    rows = list(csv.DictReader(io.StringIO(made.render(document, CSV).decode())))
    assert {row["value"] for row in rows if row["language"] == "en"} == {"Estonia"}
    assert len(rows) == len(made.material(document).quads)


def test_turtle_begins_with_the_main_thing(addresses, made):
    text = made.render(addresses.by_path("/doc/A-HRC-RES-20-8"), TURTLE).decode()
    first = next(line for line in text.splitlines() if line.startswith("<"))
    assert first == "<doc/A-HRC-RES-20-8>"


ODD = r"""
@prefix ex: <https://example.org/ns#> .
<https://example.org/id/thing/one> a ex:Thing ; ex:list ( 1 "two"@en [ ex:deep "x" ] ) ;
  ex:price 1.50 ; ex:shared _:s ; ex:also _:s ; ex:text "<b>&amp;\r\n" .
_:s ex:knows _:t . _:t ex:knows _:s .
"""


def test_odd_statements_are_written_too(small):
    (small.data / "thing" / "one.ttl").write_text(ODD, encoding="utf-8")
    dataset = load_dataset(small)
    document = Addresses(dataset).by_path("/thing/one")
    plain = triples_of(Representations(dataset).render(document, NTRIPLES), NTRIPLES)
    assert len(plain) == 18
    for form in RDF:
        graph = triples_of(Representations(dataset).render(document, form), form)
        assert isomorphic(graph, plain), form.name
    assert "1.50" in Representations(dataset).render(document, CSV).decode()


def test_the_same_data_give_the_same_bytes(small):
    (small.data / "thing" / "one.ttl").write_text(ODD, encoding="utf-8")
    runs = []
    for _ in range(2):
        dataset = load_dataset(small)
        document = Addresses(dataset).by_path("/thing/one")
        runs.append([Representations(dataset).render(document, form) for form in FORMATS[1:]])
    assert runs[0] == runs[1]


def test_a_context_that_cannot_be_applied_is_one_sentence(small):
    small.context.write_text('{"@context": {"a": {"@id": 5}}}', encoding="utf-8")
    dataset = load_dataset(small)
    document = Addresses(dataset).by_path("/thing/one")
    with pytest.raises(CouldNotRun, match="is not JSON-LD that can be applied"):
        Representations(dataset).render(document, FORMATS[2])
