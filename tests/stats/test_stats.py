"""Counts, on a graph small enough to count by hand (projects/tiny)."""

from __future__ import annotations

import csv
import io
import json

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.project import Project
from foc_graph.stats import Count, CountTable, count_all, to_csv, to_json, to_text
from tests.conftest import ROOT

TINY = ROOT / "tests/projects/tiny"


@pytest.fixture(scope="module")
def tables():
    return {table.name: table for table in count_all(load_dataset(Project(TINY)))}


@pytest.mark.parametrize(
    ("table", "name", "detail", "count"),
    [
        ("totals", "files", None, 18),
        ("totals", "files left out", None, 0),
        ("classes", "vote", None, 2),
        ("classes", "resolution", None, 1),
        ("graphs", "graph/membership/foc", None, 13),
        ("bodies", "Human Rights Council", "2012", 1),
        ("bodies", "Freedom Online Coalition", "2011", 1),
        ("status", "checked", None, 1),
        ("basis", "recalled", "record", 1),
        ("basis", "recalled", "statement", 1),
        ("sources", "press", None, 1),
    ],
)
def test_what_is_counted(tables, table, name, detail, count):
    found = [row.count for row in tables[table].rows if (row.name, row.detail) == (name, detail)]
    assert found == [count]


def test_the_terms_of_the_ontology_are_not_counted_among_the_things(tables):
    assert not any("owl#" in (row.iri or "") for row in tables["classes"].rows)


def test_only_sources_are_counted_by_kind_of_source(tables):
    assert [row.name for row in tables["sources"].rows] == ["government", "press"]


def test_triples_of_all_graphs_are_all_triples_but_those_of_the_default_graph(tables):
    totals = {row.name: row.count for row in tables["totals"].rows}
    catalog = 1
    assert sum(row.count for row in tables["graphs"].rows) + catalog == (
        totals["triples asserted"] + totals["triples derived"]
    )


def test_rows_stand_by_number_and_then_by_name(tables):
    rows = [(-row.count, row.name) for row in tables["classes"].rows]
    assert rows == sorted(rows)


SAMPLE = CountTable(
    "bodies",
    "Texts by body and year",
    ("body", "texts"),
    (
        Count("A", 1, "urn:a", "2011"),
        Count("A", 1, "urn:a", "2012"),
        Count("B", 1000, "urn:b", "2012"),
    ),
)


def test_text_gives_one_line_a_name_with_its_parts():
    assert to_text([SAMPLE], width=60) == (
        "Texts by body and year\n\n"
        " body   texts   of these\n"
        " ───────────────────────────────\n"
        " B      1,000   2012: 1000\n"
        " A          2   2011: 1, 2012: 1\n"
    )


def test_text_says_how_many_rows_are_left():
    assert to_text([SAMPLE], listed=1).endswith("… and 1 more: add --all\n")


def test_json_is_one_list_a_table():
    assert json.loads(to_json([SAMPLE]))["bodies"][0] == {
        "iri": "urn:a",
        "name": "A",
        "detail": "2011",
        "count": 1,
    }


def test_csv_is_one_row_a_count():
    rows = list(csv.reader(io.StringIO(to_csv([SAMPLE]))))
    assert rows[:2] == [
        ["table", "iri", "name", "detail", "count"],
        ["bodies", "urn:a", "A", "2011", "1"],
    ]


def test_our_own_graph_answers_every_question(dataset):
    assert [table.name for table in count_all(dataset) if not table.rows] == []


def test_a_project_with_other_prefixes_is_counted_too(small):
    tables = {table.name: table.rows for table in count_all(load_dataset(small))}
    assert [(row.name, row.count) for row in tables["classes"]] == [("thing", 1)]


@pytest.mark.parametrize("status", ['"checked"', "[]"])
def test_a_text_where_a_thing_is_expected_is_counted_as_it_is(small, status):
    path = small.data / "thing" / "one.ttl"
    line = f"<thing/one> <http://www.w3.org/ns/adms#status> {status} ."
    path.write_text(f"{path.read_text()}\n{line}\n")
    tables = {table.name: table.rows for table in count_all(load_dataset(small))}
    (row,) = tables["status"]
    assert (row.count, row.iri) == (1, None)
    assert row.name == "checked" or row.name.startswith("_:")
