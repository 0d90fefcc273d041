"""Files -> quads, or a problem with its place."""

from __future__ import annotations

import pytest

from foc_graph.rdf.documents import read_file

BASE = "https://example.org/id/"
HEAD = "@prefix ex: <https://example.org/ns#> .\n"


def read(tmp_path, content, name="a.ttl"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path, base=BASE)


def test_relative_iris_are_resolved_against_the_base(tmp_path):
    document = read(tmp_path, HEAD + "<a> ex:b <c> .")

    assert document.problems == ()
    assert document.quads[0].subject.value == f"{BASE}a"
    assert document.prefixes == {"ex": "https://example.org/ns#"}


def test_literals_stay_as_written(tmp_path):
    document = read(tmp_path, HEAD + "<a> ex:b 1.50 .")

    assert document.quads[0].object.value == "1.50"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + HEAD.encode(), HEAD.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_crlf_are_read(tmp_path, content):
    tail = "<a> a ex:B ."
    content = content + (tail.encode() if isinstance(content, bytes) else tail)

    assert len(read(tmp_path, content).quads) == 1


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (HEAD + "<a> a foo:B .", 2, "The prefix foo: has not been declared"),
        (HEAD + "<a> a ex:B", 2, "Unexpected end"),
        (HEAD + "<a b> a ex:B .", 2, "Invalid IRI code point"),
        (HEAD + '<a> ex:b "x"@e_n .', 2, "language subtag is invalid"),
        (HEAD + "<a> ex:b \u201cx\u201d .", 2, "is not allowed at the beginning"),
        (HEAD.encode() + b'<a> ex:b "\xff" .', 2, "is not UTF-8"),
        ("", None, "holds no statement"),
        ("# only a comment\n", None, "holds no statement"),
    ],
)
def test_a_file_that_cannot_be_taken_is_a_problem_with_its_line(tmp_path, content, line, message):
    document = read(tmp_path, content)

    assert document.quads == ()
    assert [problem.line for problem in document.problems] == [line]
    assert message in document.problems[0].message
    assert document.problems[0].fix


@pytest.mark.parametrize(
    ("literal", "message"),
    [
        ('"2013-02-30"^^xsd:date', "is not in the calendar"),
        ('"2013-2-3"^^xsd:date', "is not a date"),
        ('"2013-13"^^xsd:gYearMonth', "is not a month"),
        ('"13"^^xsd:gYear', "is not a year"),
        ('"many"^^xsd:integer', "is not an integer"),
        ('"-1"^^xsd:nonNegativeInteger', "is not a count"),
        ('"0"^^xsd:positiveInteger', "is not a positive number"),
        ('"yes"^^xsd:boolean', "is not true or false"),
        ('"2013-02-30T10:00:00Z"^^xsd:dateTime', "is not in the calendar"),
    ],
)
def test_a_value_outside_its_datatype_is_a_problem_with_its_line(tmp_path, literal, message):
    head = HEAD + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    document = read(tmp_path, head + f"<a> a ex:B ;\n  ex:c {literal} .")

    assert [problem.line for problem in document.problems] == [4]
    assert message in document.problems[0].message


@pytest.mark.parametrize(
    "literal",
    ['"2012-02-29"^^xsd:date', '"2012-07-05Z"^^xsd:date', '"-0044-03-15"^^xsd:date',
     '"2012"^^xsd:gYear', '"2012-07"^^xsd:gYearMonth', '"+7"^^xsd:integer', '"1"^^xsd:boolean'],
)  # fmt: skip
def test_a_value_of_its_datatype_is_no_problem(tmp_path, literal):
    head = HEAD + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"

    assert read(tmp_path, head + f"<a> ex:c {literal} .").problems == ()


def test_typographic_quotation_marks_get_their_own_advice(tmp_path):
    (problem,) = read(tmp_path, HEAD + "<a> ex:b \u201cx\u201d@en .").problems

    assert problem.fix == 'use straight ones: "…"'
