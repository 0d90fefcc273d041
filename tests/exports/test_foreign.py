"""Exports of somebody else's project: other classes, other prefixes, any characters."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from foc_graph.dataset import load_dataset
from foc_graph.exports import EXPORTERS, Content
from foc_graph.exports.tables import tables
from foc_graph.project import Project

PREFIXES = """\
@base <https://ex.org/> .
@prefix ex: <https://ex.org/v#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture
def make(tmp_path):
    """Make a project with the data given in Turtle."""

    def content(turtle: str) -> Content:
        (tmp_path / "ontology").mkdir()
        (tmp_path / "ontology" / "prefixes.ttl").write_text(PREFIXES)
        (tmp_path / "data" / "thing").mkdir(parents=True)
        head = PREFIXES.replace("ex.org/>", "ex.org/id/>", 1)
        (tmp_path / "data" / "thing" / "a.ttl").write_text(head + turtle, encoding="utf-8")
        return Content(load_dataset(Project(tmp_path)))

    return content


TWO = "<thing/a> a ex:Person . <thing/b> a <https://other.org/Person> ."


def sheets(content):
    data = EXPORTERS["xlsx"].render(content)
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names


@pytest.mark.parametrize(
    ("turtle", "names"),
    [
        (TWO, ["ex_person", "person"]),
        (f"{TWO} <thing/c> a <https://third.org/Person> .", ["ex_person", "person", "person_2"]),
        ("<thing/a> a ex:Columns .", ["ex_columns"]),
        ("<thing/a> a <https://other.org/Columns> .", ["columns_2"]),
        ("<thing/a> a <https://other.org/>, ex:Thing .", ["table", "thing"]),
        ('<thing/a> a [], "Person", ex:Thing .', ["thing"]),
        ("<thing/a> a ex:Ex_person . <thing/b> a ex:Person . <thing/c> a <urn:x/Person> .",
         ["ex_person", "ex_person_2", "person"]),
    ],
)  # fmt: skip
def test_every_class_has_a_table_of_its_own_name(make, turtle, names):
    content = make(turtle)
    assert [table.name for table in tables(content)] == names
    assert sheets(content) == ["columns", *names]


def test_names_of_classes_that_begin_alike_make_different_sheets(make):
    long = "ex:AnExtraordinarilyLongNameOfAClass"
    found = sheets(make(f"<thing/a> a {long}One . <thing/b> a {long}Two ."))
    assert len(found) == len({name.lower() for name in found}) == 3
    assert all(len(name) <= 31 for name in found)


def test_columns_of_properties_without_prefix_have_names_of_their_own(make):
    content = make('<thing/a> a ex:T ; <urn:a/name> "1" ; <urn:b/name> "2" ; <urn:c/名> "3" .')
    (table,) = tables(content)
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(name and not name.startswith("_") for name in names)


def test_a_prefix_that_the_project_lacks_is_the_standard_one(make):
    content = make('<thing/a> a ex:T ; <http://purl.org/dc/terms/title> "A" .')
    assert content.expand("rdf:type") == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert content.text("https://ex.org/id/thing/a", "dcterms:title") == "A"


CITATION = """
<thing/c> a <http://purl.org/spar/cito/Citation> ;
  <http://purl.org/spar/cito/hasCitingEntity> <thing/a> ;
  <http://purl.org/spar/cito/hasCitedEntity> <thing/b> .
<thing/a> a ex:Person ; rdfs:label "one\\u0001two\\uFFFE" .
"""


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_what_xml_cannot_hold_is_replaced_in_networks(make, name):
    files = {file.name: file.data for file in EXPORTERS[name].files(make(CITATION))}
    root = ET.XML(files[f"citations.{name}"])
    found = {text for e in root.iter() for text in (e.text, *e.attrib.values())}
    assert "one\ufffdtwo\ufffd" in found


AFFIRMATION = """
@prefix foc: <https://w3id.org/foc-graph/ns#> .
<thing/act> a foc:Affirmation ; foc:principle <thing/p> ; foc:expressedIn <thing/a> .
<thing/a> <http://data.europa.eu/eli/ontology#date_document> "2012-07-05" ;
  <http://purl.org/dc/terms/title> "one\\u0001two\\uFFFE" .
<thing/p> rdfs:label "p\\u0002" .
"""


def test_what_xml_cannot_hold_is_replaced_in_the_picture(make):
    picture = EXPORTERS["svg"].render(make(AFFIRMATION))
    ET.XML(picture)
    assert "one\ufffdtwo\ufffd" in picture.decode()


def test_what_xml_cannot_hold_does_not_break_the_workbook(make):
    content = make('<thing/a> a ex:T ; rdfs:label "one\\u0001two\\uFFFE" .')
    book = CalamineWorkbook.from_filelike(io.BytesIO(EXPORTERS["xlsx"].render(content)))
    assert "one\ufffdtwo\ufffd" in book.get_sheet_by_name("t").to_python()[1]


def described(content):
    files = {file.name: file.data for file in EXPORTERS["csv"].files(content)}
    (table,) = json.loads(files["csv/csv-metadata.json"])["tables"]
    return {column["name"]: column for column in table["tableSchema"]["columns"]}


def test_csvw_says_the_iri_of_a_thing_and_keeps_its_name_out_of_the_rdf(make):
    columns = described(make("<thing/a> a ex:T ; ex:knows <thing/b> ; ex:age 3 ."))
    assert columns["knows_iri"]["propertyUrl"] == "https://ex.org/v#knows"
    assert columns["knows_iri"]["valueUrl"] == "{+knows_iri}"
    assert columns["age"]["datatype"] == "integer"
    made = {name for name, column in columns.items() if not column.get("suppressOutput")}
    assert made == {"knows_iri", "age"}


def test_csvw_makes_no_rdf_of_a_list_of_iris(make):
    columns = described(make("<thing/a> a ex:T ; ex:knows <thing/b>, <thing/c> ."))
    assert columns["knows_iri"]["suppressOutput"]
    assert "valueUrl" not in columns["knows_iri"]
