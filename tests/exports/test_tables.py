"""Tables: one a class, readable values, every column explained; the workbook holds the same."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from foc_graph.dataset import load_dataset
from foc_graph.exports import EXPORTERS, Content
from foc_graph.exports.columns import snake
from foc_graph.exports.tables import SEPARATOR, tables


@pytest.fixture(scope="module")
def written(content):
    return {file.name: file.data for file in EXPORTERS["csv"].files(content)}


def rows(written, name):
    text = written[f"csv/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_one_table_for_each_class_with_instances(written):
    names = {name for name in written if name.endswith(".csv")}
    wanted = "affirmation citation decision evidence instrument membership provision resolution"
    assert {f"csv/{name}.csv" for name in wanted.split()} <= names


def test_the_model_and_the_catalog_are_no_tables(written):
    assert not {"csv/class.csv", "csv/ontology.csv", "csv/dataset.csv"} & written.keys()


def test_instances_of_subclasses_are_in_the_table_of_the_class(written):
    instruments = {row["label"]: row["class"] for row in rows(written, "instrument")}
    assert instruments["A/HRC/RES/20/8"] == "resolution"
    assert len(rows(written, "resolution")) == 2


def test_things_are_named_and_identified(written):
    row = rows(written, "sponsorship")[0]
    assert (row["actor"], row["of_instrument"]) == ("Sweden", "A/HRC/20/L.13")
    assert row["actor_iri"] == "https://w3id.org/foc-graph/id/state/SWE"


def test_a_paragraph_is_named_by_its_text_and_place(written):
    labels = {row["label"] for row in rows(written, "provision")}
    assert {"A/HRC/RES/20/8 OP1", "A/RES/68/167 PP4"} <= labels


def test_another_language_has_a_column_of_its_own(written):
    row = rows(written, "principle")[0]
    assert row["pref_label"] == "Same rights online as offline"
    assert row["pref_label_fr"] == "Mêmes droits en ligne"


def test_dates_keep_their_precision(written):
    assert rows(written, "membership")[0]["start_date"] == "2011"


def test_several_values_stand_in_one_cell(content):
    table = next(t for t in tables(content) if t.name == "instrument")
    weights = [column for column in table.columns if column.name == "weight"]
    cell = table.rows[-1][table.columns.index(weights[0])]
    assert weights[0].many
    assert SEPARATOR in cell


def test_derived_inverses_are_left_out(written):
    head = written["csv/instrument.csv"].splitlines()[0].decode().split(",")
    assert "affirms" in head
    assert not {"cited_by", "has_part", "has_membership"} & set(head)


def test_lines_end_as_rfc_4180_says_and_quotes_are_doubled(written):
    text = written["csv/instrument.csv"].decode()
    assert text.endswith("\r\n")
    assert '"Said ""once & for all"" <here>,\n\ton a second line; 100% café."' in text


def test_every_column_is_explained(written):
    metadata = json.loads(written["csv/csv-metadata.json"])
    assert len(metadata["tables"]) == len(written) - 1
    for table in metadata["tables"]:
        head = written[f"csv/{table['url']}"].split(b"\r\n")[0].decode()
        assert [c["name"] for c in table["tableSchema"]["columns"]] == head.split(",")
        assert all(c["dc:description"] for c in table["tableSchema"]["columns"])


def test_no_two_columns_of_our_own_tables_share_a_name(dataset):
    for table in tables(Content(dataset)):
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def workbook(content):
    data = EXPORTERS["xlsx"].render(content)
    return data, CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_the_workbook_opens_and_has_a_sheet_for_each_table(content):
    _, book = workbook(content)
    assert book.sheet_names == ["columns", *(table.name for table in tables(content))]


def test_the_workbook_holds_what_the_tables_hold(content):
    _, book = workbook(content)
    for table in tables(content):
        head, *body = book.get_sheet_by_name(table.name).to_python()
        assert head == [column.name for column in table.columns]
        assert len(body) == len(table.rows)
        assert [row[0] for row in body] == [row[0] for row in table.rows]


def with_title(small, tmp_path, title):
    import shutil

    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    path = root / "data" / "org" / "foc.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Freedom Online Coalition", title), encoding="utf-8")
    return Content(load_dataset(type(small)(root)))


def test_a_text_that_looks_like_a_formula_stays_a_text(small, tmp_path):
    data, book = workbook(with_title(small, tmp_path, "=1+1"))
    sheet = book.get_sheet_by_name("organizational_collaboration").to_python()
    assert "=1+1" in sheet[1]
    assert b"<f>" not in data


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(small, tmp_path):
    _, book = workbook(with_title(small, tmp_path, "x" * 40_000))
    sheet = book.get_sheet_by_name("organizational_collaboration").to_python()
    assert sheet[1][1].endswith("x […] (whole in the CSV table)")
    assert len(sheet[1][1]) == 32_767


@pytest.mark.parametrize(
    ("name", "column"),
    [("ofInstrument", "of_instrument"), ("date_document", "date_document"), ("URL", "url")],
)
def test_column_names_are_easy_to_type(name, column):
    assert snake(name) == column


def test_table_names_are_easy_to_type(content):
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", table.name) for table in tables(content))
