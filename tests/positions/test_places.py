"""Every triple of a Turtle file has its place."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foc_graph.positions.index import indexed
from foc_graph.positions.parts import FilePlaces
from foc_graph.positions.turtle import TurtleReader
from tests.conftest import ROOT

SUITE = ROOT.parent / "shared" / "w3c" / "shacl"
BASE = "https://example.org/"
DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def triples_of(text, base=BASE):
    """The triples that the parser finds, in its order."""
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base)
    return [ox.Quad(t.subject, t.predicate, t.object) for t in parsed]


def places_of(text, quads, base=BASE):
    """The places of a file that is read at once."""
    return FilePlaces(text, indexed(TurtleReader(text, base).read(), quads))


def agree(text, base=BASE):
    """Whether the reader finds the same triples, blank nodes matched."""
    quads = triples_of(text, base)
    places = places_of(text, quads, base)
    read = TurtleReader(text, base).read()
    return len(read) == len(quads) and all(
        places.of_triple(quad.subject, quad.predicate, quad.object) for quad in quads
    )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ontology").rglob("*.ttl")), ids=lambda path: path.name
)
def test_finds_every_triple_of_the_ontology(path):
    assert agree(path.read_text(encoding="utf-8"))


def test_finds_every_triple_of_the_data():
    files = sorted((ROOT / "data").rglob("*.ttl"))

    assert len(files) > 500
    assert [p for p in files if not agree(p.read_text(encoding="utf-8"))] == []


@pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/w3c is absent")
def test_finds_every_triple_of_the_w3c_suite():
    files = sorted(SUITE.rglob("*.ttl"))

    assert len(files) > 100
    assert [p for p in files if not agree(p.read_text(encoding="utf-8"), p.as_uri())] == []


TEXT = '''\
@prefix ex: <https://example.org/> .
# ex:a ex:p "not here" .
ex:a ex:p "x" , "y"@en ;  # ; .
  ex:q """two
lines""" , 1.5 .
<b> a [ ex:in ex:c ] ; ex:list ( 1 [ ex:deep true ] ) .
'''


@pytest.mark.parametrize(
    ("triple", "place"),
    [
        (("a", "p", ox.Literal("x")), (3, 11, 3, 14)),
        (("a", "p", ox.Literal("y", language="en")), (3, 17, 3, 23)),
        (("a", "q", ox.Literal("two\nlines")), (4, 8, 5, 9)),
        (("a", "q", ox.Literal("1.5", datatype=DECIMAL)), (5, 12, 5, 15)),
    ],
)  # fmt: skip
def test_place_of_a_triple(triple, place):
    places = places_of(TEXT, triples_of(TEXT))
    subject, predicate = (ox.NamedNode(BASE + name) for name in triple[:2])

    assert places.of_triple(subject, predicate, triple[2]) == place


def test_place_of_subject_predicate_and_mention():
    places = places_of(TEXT, triples_of(TEXT))

    assert places.of_subject(ox.NamedNode(BASE + "b"))[:2] == (6, 1)
    assert places.of_predicate(ox.NamedNode(BASE + "a"), ox.NamedNode(BASE + "q"))[:2] == (4, 3)
    assert places.of_value(ox.NamedNode(BASE + "c"))[:2] == (6, 15)
    assert places.of_subject(ox.NamedNode(BASE + "gone")) is None


def test_place_of_a_blank_node():
    quads = triples_of(TEXT)
    deep = next(quad for quad in quads if quad.predicate.value.endswith("deep"))

    place = places_of(TEXT, quads).of_triple(deep.subject, deep.predicate, deep.object)

    assert place == (6, 46, 6, 50)


LEAVES = st.sampled_from(
    [":x", "_:b", '"s"', '"s"@en-GB', '"1"^^:d', "1", "-1.5", "1e3", "true", "<rel>", "'q'",
     '"""lo"ng"""', '"a\\"b\\u00e9"', ":a\\,b", ":p%20x", "[]", "()"]
)  # fmt: skip
VERBS = st.sampled_from(["a", ":p", "<q>"])


def listed(terms):
    values = st.lists(terms, min_size=1, max_size=3).map(" , ".join)
    pairs = st.tuples(VERBS, values).map(" ".join)
    return st.lists(pairs, min_size=1, max_size=3).map(" ; ".join)


TERMS = st.recursive(
    LEAVES,
    lambda inner: (
        listed(inner).map("[ {} ]".format)
        | st.lists(inner, max_size=3).map(lambda terms: f"( {' '.join(terms)} )")
    ),
    max_leaves=8,
)
SUBJECTS = st.sampled_from([":s", "<s>", "_:b", "[]"]) | listed(LEAVES).map("[ {} ]".format)


@given(st.lists(st.tuples(SUBJECTS, listed(TERMS)).map(" ".join), min_size=1, max_size=3))
def test_finds_every_triple_of_any_turtle(statements):
    text = "@prefix : <https://example.org/#> .\n" + " .\n".join(statements) + " ."
    quads = triples_of(text)
    places = places_of(text, quads)

    missing = Counter(
        q for q in quads if places.of_triple(q.subject, q.predicate, q.object) is None
    )

    assert not missing


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (
            "a.trig",
            "GRAPH ex:g {\n ex:a a ex:Thing ; ex:name 1 }\nex:h { ex:x ex:p [] . }",
            (7, 28),
        ),
        (
            "a.nt",
            (
                b'<https://example.org/id/b> <https://example.org/id/p> "x" .\n'
                b"<https://example.org/id/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
                b" <https://example.org/id/Thing> .\n"
            ),
            (2, 1),
        ),
    ],
)
def test_place_in_other_formats(build, name, text, place):
    from foc_graph.shacl import validate

    report = validate(build({f"thing/{name}": text}))

    found = [(result.line, result.column) for result in report.results if result.line]
    assert found == [place]


def test_crlf_and_a_byte_order_mark_do_not_move_lines(build):
    from foc_graph.shacl import validate

    text = "\ufeff@prefix ex: <https://example.org/id/> .\r\nex:a a ex:Thing ;\r\n  ex:name 1 .\r\n"

    (result,) = validate(build({"thing/a.ttl": text.encode()})).results

    assert (result.line, result.column) == (3, 11)
