"""Every RDF export holds the dataset again when it is read, to the letter of its literals."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from foc_graph.dataset import load_dataset
from foc_graph.errors import NotConforming
from foc_graph.exports import EXPORTERS, Content

DATASETS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS,
            "jsonld": ox.RdfFormat.JSON_LD}  # fmt: skip
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES,
          "rdfxml": ox.RdfFormat.RDF_XML}  # fmt: skip
FORMATS = DATASETS | GRAPHS
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}

#: As written in tests/exports/data; a store or a careless writer would change them.
LITERALS = [
    '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"2011-12-09+00:00"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2011-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    '"2011"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    '"x"@de',
    r'"Said \"once & for all\" <here>,\n\ton a second line; 100% café."@en',
]


def render(name, content):
    return EXPORTERS[name].render(content)


def canonical(quads):
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def expected(name, content):
    if name in DATASETS:
        return canonical(content.quads)
    return canonical(ox.Quad(*triple) for triple in content.triples)


@pytest.mark.parametrize("name", FORMATS)
def test_the_export_is_isomorphic_to_the_dataset(content, name):
    back = ox.parse(render(name, content), format=FORMATS[name])
    assert canonical(back) == expected(name, content)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_our_own_dataset_comes_back_whole(dataset, name):
    content = Content(dataset)
    back = ox.parse(render(name, content), format=FORMATS[name])
    assert canonical(back) == expected(name, content)


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_reads_the_same_graph(content, name):
    graph, same = rdflib.Graph(), rdflib.Graph()
    graph.parse(data=render(name, content), format=RDFLIB[name])
    same.parse(data=render("ntriples", content), format="nt")
    assert isomorphic(graph, same)


@pytest.mark.parametrize("literal", LITERALS)
@pytest.mark.parametrize("name", FORMATS)
def test_literals_keep_their_lexical_form(content, name, literal):
    back = ox.parse(render(name, content), format=FORMATS[name])
    assert literal in {str(statement.object) for statement in back}


@pytest.mark.parametrize("name", ["nquads", "ntriples"])
def test_lines_are_sorted_and_none_is_there_twice(content, name):
    lines = render(name, content).splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_what_people_read_has_short_names(content, name):
    text = render(name, content).decode()
    assert "\n<doc/A-HRC-RES-20-8>\n  a foc:Resolution ;\n" in text
    assert "@prefix foc: <https://w3id.org/foc-graph/ns#> ." in text
    assert "@prefix bibo:" not in text.partition("\n\n")[0] or "bibo:" in text.partition("\n\n")[2]


def test_derived_statements_are_exported_in_graphs_of_their_own(content):
    graphs = {str(quad.graph_name) for quad in content.quads}
    assert "<https://w3id.org/foc-graph/graph/derived/affirms>" in graphs
    assert "<https://w3id.org/foc-graph/graph/doc/A-HRC-RES-20-8>" in graphs


BLANK = """\
@base <https://w3id.org/foc-graph/id/> .
<org/x> <https://example.org/list> ( 1 2 ( "a" ) ) ;
  <https://example.org/p> [ <https://example.org/q> [] , 2 ] .
"""


@pytest.fixture
def unnamed(small, tmp_path):
    import shutil

    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    (root / "data" / "org" / "x.ttl").write_text(BLANK, encoding="utf-8")
    return type(small)(root)


@pytest.mark.parametrize("name", FORMATS)
def test_unnamed_nodes_come_back_and_have_the_same_bytes_each_time(unnamed, name):
    one, other = (Content(load_dataset(unnamed)) for _ in range(2))
    assert render(name, one) == render(name, other)
    back = ox.parse(render(name, one), format=FORMATS[name])
    assert canonical(back) == expected(name, one)


@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_unnamed_nodes_that_are_no_tree_are_refused(unnamed, name):
    path = unnamed.data / "org" / "x.ttl"
    path.write_text("<urn:a> <urn:p> _:b , _:b ; <urn:q> _:b .", encoding="utf-8")
    with pytest.raises(NotConforming, match="give it an IRI"):
        render(name, Content(load_dataset(unnamed)))


def with_note(project, text):
    path = project.data / "org" / "x.ttl"
    path.write_text(f'<urn:a> <https://example.org/p> "{text}" .', encoding="utf-8")
    return Content(load_dataset(project))


def test_carriage_returns_survive_an_xml_parser(unnamed):
    graph = rdflib.Graph()
    graph.parse(data=render("rdfxml", with_note(unnamed, r"a\r\nb")), format="xml")
    assert rdflib.Literal("a\r\nb") in set(graph.objects())


def test_a_character_that_xml_cannot_hold_is_refused(unnamed):
    with pytest.raises(NotConforming, match=r"urn:a.*U\+000B"):
        render("rdfxml", with_note(unnamed, r"a\u000Bb"))
