"""The report of SHACL."""

from __future__ import annotations

import pyoxigraph as ox

from foc_graph.rdf.terms import INFO, sh
from foc_graph.rdf.triples import TripleIndex
from foc_graph.shacl.report import Checked
from foc_graph.sparql.paths import Path, predicate_path, read_path

NAME = predicate_path(ox.NamedNode("https://example.org/ns#name"))


def test_it_is_the_report_of_shacl(show, result):
    inverse = Path("/", (Path("^", (NAME,)), NAME))
    text = show("turtle", result(path=inverse), result(line=9))
    graph = list(ox.parse(text, format=ox.RdfFormat.TURTLE))

    assert text.startswith("@prefix ex: <https://example.org/ns#> .\n@prefix ")
    assert sum(triple.predicate == sh("result") for triple in graph) == 2
    assert {str(t.object) for t in graph if t.predicate == sh("conforms")} == {
        '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    }
    assert sum(triple.predicate == sh("inversePath") for triple in graph) == 1


def test_it_reads_back_as_the_same_path(show, result):
    for kind in "^*+?":
        path = Path("|", (Path(kind, (NAME,)), Path("/", (NAME, NAME, NAME))))
        parsed = ox.parse(show("turtle", result(path=path)), format=ox.RdfFormat.TURTLE)
        graph = TripleIndex(ox.Quad(t.subject, t.predicate, t.object) for t in parsed)
        node = next(n for n in graph.subjects() if graph.objects(n, sh("resultPath")))

        assert read_path(graph, graph.value(node, sh("resultPath"))) == path


def test_it_says_conforms_only_without_any_result(show, result):
    """SHACL 3.6.1.1 knows no severity that does not count."""
    assert "sh:conforms true" in show("turtle")
    assert "sh:conforms false" in show("turtle", result(INFO))
    assert "sh:conforms false" in show("turtle", checked=Checked("sparql", 1, 1, 1, 0))
