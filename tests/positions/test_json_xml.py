"""Every triple of JSON-LD and RDF/XML has its place, whatever the syntax offers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.positions.files import READERS
from foc_graph.positions.index import indexed
from foc_graph.positions.parts import FilePlaces

BASE = "https://example.org/"

CONTEXT = """{
 "@context": {
  "@vocab": "http://v/", "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "nest": "@nest",
  "list": {"@container": "@list"}, "knows": {"@type": "@id"}, "kind": {"@type": "@vocab"},
  "label": {"@container": "@language"}, "on": {"@type": "xsd:date"}, "by": {"@container": "@id"},
  "index": {"@container": "@index"}, "typed": {"@container": "@type"}, "back": {"@reverse": "of"},
  "raw": {"@type": "@json"}, "inner": {"@id": "http://v/inner", "@context": {"n": "http://in/n"}},
  "K": {"@id": "http://v/K", "@context": {"n": "http://k/n"}}, "plain": {"@language": null},
  "v": "http://v2/"
 },
"""

JSON = [
    '"id": "a", "@type": ["T", "U"], "name": "é😀", "n": [1, 2.5, true, 1e30, -0.5, null]}',
    '"name": "late", "@type": "T", "id": "http://full/iri"}',
    '"id": "a", "knows": ["b", "_:c"], "kind": "T", "on": "2011-01-01", "v:x": {"@id": "v:y"}}',
    '"id": "a", "list": ["p", {"n": 1}, []], "n": {"@list": [1, {"@value": 2}]}, "knows": []}',
    '"id": "a", "label": {"en": "E", "de": ["D", "F"], "@none": "N"}, "plain": "x"}',
    '"id": "a", "by": {"b": {"n": 1}, "c": {"n": 2}}, "index": {"x": [{"n": 1}, "s"]}}',
    '"id": "a", "typed": {"T": {"n": 1}}, "nest": {"n": 5}, "inner": {"n": 1}}',
    '"id": "a", "of": {"@type": "K", "n": 1, "of": {"n": 2}}, "n": 3}',
    '"id": "a", "back": [{"id": "b", "n": 1}, {"n": 2}], "@reverse": {"of": {"id": "z", "n": 3}}}',
    '"id": "a", "n": {"@value": 1, "@type": "xsd:int"}, "m": {"@value": "y", "@language": "en"}}',
    '"@graph": [{"id": "a", "n": 1}, {"n": 2, "@included": [{"id": "b", "n": 3}]}]}',
    '"id": "a", "raw": {"b": [1, 2]}, "set": {"@set": [1, "two", null]}}',
    '"@id": "a", "@context": {"n": "http://late/n"}, "n": 1}',
]


def missing(text, suffix, form):
    """The triples that have no place."""
    parsed = [
        ox.Quad(q.subject, q.predicate, q.object)
        for q in ox.parse(text, format=form, base_iri=BASE)
    ]
    assert parsed
    places = FilePlaces(text, indexed(READERS[suffix](text, parsed, BASE), parsed))
    return [q for q in parsed if not places.of_triple(q.subject, q.predicate, q.object)]


@pytest.mark.parametrize("rest", JSON)
def test_every_triple_of_json_ld(rest):
    text = CONTEXT + rest if not rest.startswith('"@id": "a", "@context"') else "{" + rest

    assert missing(text, ".jsonld", ox.RdfFormat.JSON_LD) == []


XML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF [ <!ENTITY v "urn:v:"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">
<!-- <a:T/> é -->
<a:T rdf:about="urn:x" a:attr="vé">
  <a:b>téxt &amp; more</a:b>
  <a:c rdf:resource="&v;y"/>
  <a:d><rdf:Description rdf:about="urn:y"><a:b>inner</a:b></rdf:Description></a:d>
  <a:e rdf:parseType="Resource"><a:b>anon</a:b></a:e>
  <a:l rdf:parseType="Collection"><a:T rdf:about="urn:1"/><a:T/></a:l>
  <a:x rdf:parseType="Literal"><b>bold</b></a:x>
  <a:p rdf:resource="urn:q" a:of="w"/>
  <a:empty></a:empty><a:num rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">5</a:num>
  <a:z rdf:ID="st">reified</a:z>
</a:T>
<rdf:Description rdf:nodeID="n" rdf:type="urn:a:T"><a:li><![CDATA[<raw>]]></a:li></rdf:Description>
</rdf:RDF>
"""


def test_every_triple_of_rdf_xml():
    assert missing(XML, ".rdf", ox.RdfFormat.RDF_XML) == []


@pytest.mark.parametrize(
    ("predicate", "subject", "value"),
    [
        ("attr", "urn:x", "vé"), ("b", "urn:x", "téxt &amp; more"), ("c", "urn:x", "&v;y"),
        ("d", "urn:x", "urn:y"), ("p", "urn:x", "urn:q"), ("of", "urn:q", "w"),
        ("num", "urn:x", "5"), ("li", "n", "<![CDATA[<raw>]]>"),
    ],
)  # fmt: skip
def test_what_stands_at_a_place_of_rdf_xml(predicate, subject, value):
    quads = [
        ox.Quad(t.subject, t.predicate, t.object)
        for t in ox.parse(XML, format=ox.RdfFormat.RDF_XML, base_iri=BASE)
    ]
    found = next(
        t for t in READERS[".rdf"](XML, quads, BASE) if t.predicate.value == f"urn:a:{predicate}"
    )

    assert XML[slice(*found.subject_at)] == subject
    assert XML[slice(*found.value_at)] == value


def test_what_cannot_be_followed_has_a_file_all_the_same(build):
    from foc_graph.shacl import validate

    text = 'ex:x a ex:Thing ; ex:name 1 {| ex:said "so" |} .'

    (result,) = validate(build({"thing/x.ttl": text})).results

    assert (result.file, result.line) == ("data/thing/x.ttl", None)
