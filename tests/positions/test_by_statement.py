"""Reading only the statements that are asked for gives the places that reading everything gives."""

from __future__ import annotations

import random
from collections import defaultdict

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foc_graph.positions.files import BY_STATEMENT, READERS
from foc_graph.positions.index import Runs, indexed
from foc_graph.positions.parts import FilePlaces, Parts
from foc_graph.positions.turtle import TurtleReader
from foc_graph.rdf.formats import RDF_FORMATS
from foc_graph.shacl import validate
from tests.conftest import ROOT
from tests.positions.test_places import SUBJECTS, TERMS, listed

SUITE = ROOT.parent / "shared" / "w3c" / "shacl"
BASE = "https://example.org/"


def test_triples_of_every_format_are_placed_in_one_way():
    like_turtle = {suffix for suffix, form in RDF_FORMATS.items() if form.like_turtle}

    assert BY_STATEMENT.keys() == like_turtle
    assert READERS.keys() == RDF_FORMATS.keys() - like_turtle


class OnlyParts(Parts):
    """The statements of a file, never all at once."""

    def _read_whole(self):
        pytest.fail("read everything")


def all_questions(quads):
    """Everything that can be asked of a file, in an order that nobody chose."""
    holders = defaultdict(list)
    for quad in quads:
        holders[quad.object].append(quad.subject)
    questions = [
        question
        for quad in quads
        for question in (
            ("of_triple", quad.subject, quad.predicate, quad.object),
            ("of_predicate", quad.subject, quad.predicate),
            ("of_subject", quad.subject),
            ("of_value", quad.object),
            ("of_value", quad.object, holders[quad.object]),
        )
    ]
    random.Random(len(quads)).shuffle(questions)  # noqa: S311  # the same each time
    return questions


def differences(text, suffix=".ttl", base=BASE):
    """The questions that have another answer when statements are read one by one."""
    parsed = list(ox.parse(text, format=RDF_FORMATS[suffix].syntax, base_iri=base))
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in parsed]
    reader = BY_STATEMENT[suffix]
    whole = FilePlaces(text, indexed(reader(text, base).read(), quads))
    single = FilePlaces(text, OnlyParts(text, Runs(quads), base, reader))
    return [
        (name, terms)
        for name, *terms in all_questions(quads)[:2_000]
        if getattr(whole, name)(*terms) != getattr(single, name)(*terms)
    ]


def written(text, suffix, base=BASE):
    """The same triples in another format."""
    triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base))
    if suffix == ".ttl":
        return text
    if suffix != ".trig":
        return ox.serialize(triples, format=RDF_FORMATS[suffix].syntax).decode()
    graph = ox.NamedNode("urn:g")
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    return ox.serialize(quads, format=RDF_FORMATS[suffix].syntax).decode()


@pytest.mark.slow
@pytest.mark.parametrize("suffix", BY_STATEMENT)
def test_the_ontology(suffix):
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        text = written(path.read_text(encoding="utf-8"), suffix)
        assert (path, differences(text, suffix)) == (path, [])


def test_the_data():
    files = sorted((ROOT / "data").rglob("*.ttl"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files[::3])

    assert differences(text) == []


@pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/w3c is absent")
def test_the_w3c_suite():
    for path in sorted(SUITE.rglob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        assert (path, differences(text, base=path.as_uri())) == (path, [])


DIRECTIVES = st.sampled_from(
    [
        "@prefix : <https://example.org/2/> ",
        "@base <sub/> ",
        "@prefix p.q: </x#> # . \n",
        ":s a :t ",
    ]
)
STATEMENTS = st.tuples(SUBJECTS, listed(TERMS)).map(" ".join) | DIRECTIVES


@given(st.lists(STATEMENTS, min_size=1, max_size=6))
def test_any_turtle(statements):
    text = "@prefix : <https://example.org/#> .\n" + " .\n".join(statements) + " ."

    assert differences(text) == []


TRICKY = {
    ".ttl": """@prefix ex: <urn:ex:>. #. comment .
PREFIX base: <urn:base:> BASE <http://example.org/a/b>
base:s a base:t.ex:s.t;ex:p 1.5,.5,1 ,"a.b. ",'''c'.'''.<#x>ex:p<y.z>.
<#x>ex:q"x"@en.ex:s.t ex:p true.
@prefix ex:<urn:other:>.ex:s.t ex:p [ex:p ex:s.t.u];.[]ex:p().
(1 [ex:p ex:s])ex:p _:a.b . _:a.b ex:p ex:a\\.b .
ex:l ex:p (1 [ex:p 2]), ex:l . ex:m ex:p ([ex:p 3] 4) . [ex:p (5)] ex:p [ex:p "6"] .
""".replace("\n", "\r\n"),
    ".trig": """prefix graph: <urn:g:>
graph:s graph:p 1 . GRAPH graph:g{graph:s graph:p [graph:q 2] . graph:t graph:p graph:s}
graph:g { graph:u graph:p 3 } _:g{[] graph:p (4)} {graph:s graph:p "5"}
[] { graph:s graph:q <x> . } graph:v graph:p 6.
""",
}


@pytest.mark.parametrize("suffix", TRICKY)
def test_what_is_hard_to_split(suffix):
    assert differences(TRICKY[suffix], suffix) == []


def test_what_cannot_be_split_is_read_as_ever(build, monkeypatch):
    monkeypatch.setattr("foc_graph.positions.files.LARGE", 0)
    text = 'ex:x a ex:Thing ; ex:name 1 {| ex:said "so" |} .'

    (result,) = validate(build({"thing/x.ttl": text})).results

    assert (result.file, result.line) == ("data/thing/x.ttl", None)


def test_a_large_file_is_read_where_its_results_are(build, monkeypatch):
    read = []
    monkeypatch.setattr(
        TurtleReader,
        "read",
        lambda self, *at, before=TurtleReader.read: (read.append(at), before(self, *at))[1],
    )
    lines = [
        f'ex:x{n} a ex:Thing ; ex:name "{n}" , "a string to make this long".' for n in range(1_000)
    ]
    lines[700] = "ex:x700 a ex:Thing ; ex:name 700 ."

    (result,) = validate(build({"thing/x.ttl": "\n".join(lines)})).results

    assert (result.line, result.column) == (706, 30)
    assert len([at for at in read if at]) == 1
