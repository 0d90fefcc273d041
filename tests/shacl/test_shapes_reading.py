"""Shapes that are no SHACL stop the run, and say which and why (SHACL 3.4.1)."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.shacl.shapes.reader import parse_shapes, read_shapes

#: Shapes -> a part of the sentence.
BROKEN = {
    "ex:S sh:targetNode ex:a ; sh:minCont 1 .": "no sh:minCont - did you mean sh:minCount?",
    "ex:S sh:targetclass ex:C ; sh:nodeKind sh:IRI .": "did you mean sh:targetClass?",
    "ex:S a sh:Nodeshape ; sh:targetClass ex:C .": "did you mean sh:NodeShape?",
    "ex:S sh:targetNode ex:a ; sh:severity sh:Waring .": "did you mean sh:Warning?",
    "ex:S sh:targetNode ex:a ; sh:nodeKind sh:Literal, sh:IRI .": "has 2 values of sh:nodeKind",
    "ex:S sh:targetNode ex:a ; sh:nodeKind ex:IRI2 .": "is none of the six",
    "ex:S sh:targetNode ex:a ; sh:class 1 .": "sh:class is",
    "ex:S sh:targetNode ex:a ; sh:minCount 1 .": "sh:minCount needs a property shape",
    'ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:minCount "one" .': "give it a whole number",
    "ex:S sh:targetNode ex:a ; sh:path ( ex:p ) .": "sh:path is no property path",
    "ex:S sh:targetNode ex:a ; sh:path [ sh:inversePath 1 ] .": "sh:path is no property path",
    "ex:S sh:targetNode ex:a ; sh:path ex:p, ex:q .": "has 2 values of sh:path",
    'ex:S sh:targetNode ex:a ; sh:pattern "[" .': "is no regular expression",
    'ex:S sh:targetNode ex:a ; sh:pattern "a" ; sh:flags "z" .': "is no regular expression",
    "ex:S sh:targetNode ex:a ; sh:in ex:list .": "sh:in is no list",
    "ex:S sh:targetNode ex:a ; sh:or ( 1 ) .": "sh:or is",
    "ex:S sh:targetNode ex:a ; sh:property [ sh:minCount 1 ] .": "a value of sh:property has no",
    "ex:S sh:targetNode [] ; sh:nodeKind sh:IRI .": "sh:targetNode is a blank node",
    "ex:S sh:targetNode ex:a ; sh:node ex:S .": "refers to itself",
    "ex:S sh:targetNode ex:a ; sh:node ex:T . ex:T sh:not ex:S .": "refers to itself",
    "ex:S sh:targetNode ex:a ; sh:sparql [ sh:message 'no query' ] .": "sh:select is missing",
    "ex:S sh:targetNode ex:a ; sh:sparql [ sh:prefixes ex: ; sh:select 'x' ] ."
    ' ex: sh:declare [ sh:prefix "a" ] .': "lacks sh:prefix or sh:namespace",
}


@pytest.mark.parametrize("shapes", BROKEN)
def test_says_what_is_wrong(shapes, quads):
    with pytest.raises(CouldNotRun) as caught:
        parse_shapes(quads(shapes))

    assert BROKEN[shapes] in str(caught.value)


def test_names_the_file(build):
    project = build({}, "ex:S sh:targetNode ex:a ; sh:nodeKind sh:Iri .")

    with pytest.raises(
        CouldNotRun, match=r"^ontology/shapes/all\.ttl:6:1: shape <.*>: SHACL has no"
    ):
        read_shapes(project, base="https://example.org/")


def test_says_in_a_sentence_where_a_path_is_missing(build):
    project = build({}, "ex:S sh:targetNode ex:a ; sh:property [ sh:minCount 1 ] .")

    with pytest.raises(CouldNotRun) as caught:
        read_shapes(project, base="https://example.org/")

    assert str(caught.value) == (
        "ontology/shapes/all.ttl:6:1: shape <https://example.org/id/S>: a value of sh:property"
        " has no sh:path - write [ sh:path … ] with the property it is about, or use sh:node"
    )


def test_names_a_shape_without_a_path(quads):
    with pytest.raises(CouldNotRun, match=r"the value <.*T> of sh:property has no sh:path"):
        parse_shapes(quads("ex:S sh:targetNode ex:a ; sh:property ex:T . ex:T sh:minCount 1 ."))


def test_blank_shapes_of_two_files_stay_apart(build):
    project = build({}, "_:s sh:targetNode ex:a ; sh:nodeKind sh:IRI .")
    other = (project.shapes / "all.ttl").read_text().replace("ex:a", "ex:b")
    (project.shapes / "other.ttl").write_text(other)

    assert len(read_shapes(project, base="https://example.org/").roots) == 2


def test_names_file_and_line_of_a_syntax_error(build):
    project = build({}, "ex:S sh:targetNode ex:a ;\n  sh:nodeKind .\n")

    with pytest.raises(CouldNotRun, match=r"^ontology/shapes/all\.ttl:7: syntax error"):
        read_shapes(project, base="https://example.org/")


def test_a_term_outside_of_shapes_may_be_odd(quads):
    shapes = parse_shapes(quads("ex:S sh:targetNode ex:a ; sh:nodeKind sh:IRI . ex:a sh:odd 1 ."))

    assert len(shapes.roots) == 1
