"""What a curator sees."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import INFO, WARNING, sh
from foc_graph.reports import View, get_reporter
from foc_graph.reports.text import cells, excerpt
from foc_graph.shacl.report import Checked, Problem, Report

CHECKED = Checked("sparql", files=1200, triples=25_000, shapes=1, focus_nodes=3)
SOURCE = "\n\n\n\n\n<id/state/EST> a ex:State ;\n\tex:name   'Estonia'@en .\n"


@pytest.fixture
def root(tmp_path):
    """A folder with the file that results point into."""
    path = tmp_path / "data" / "state" / "EST.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_a_report_without_findings(show):
    assert show("text") == (
        "Checked 1,200 files with 25,000 triples: 3 focus nodes against 1 shape (engine sparql).\n"
        "Conforms: 0 violations, 0 warnings, 0 infos.\n"
    )


def test_a_result_with_its_source_line_and_a_caret(show, root, result):
    found = result(
        end_line=7, end_column=24, hint="did you mean ex:label?",
        shape_place=Span("ontology/shapes/State.ttl", 4, 1),
        derived_by=Span("ontology/rules/names.rq", 2, 1),
    )  # fmt: skip

    assert show("text", found, root=root).startswith(
        "data/state/EST.ttl:7:12: violation: Not a name of state/EST.\n"
        "     7 |  ex:name   'Estonia'@en .\n"
        "       |            ^^^^^^^^^^^^\n"
        "    hint: did you mean ex:label?\n"
        '    state/EST  ex:name  "Estonia"@en  [ex:State-name/Datatype]'
        "  ontology/shapes/State.ttl:4:1\n"
        "    derived by ontology/rules/names.rq:2:1\n"
        "\nChecked"
    )


def test_half_a_sentence_is_made_whole_and_says_what_to_do(show, result):
    said = (ox.Literal("has fewer values than the least, 1", language="en"),)

    text = show("text", result(messages=said, component=sh("MinCountConstraintComponent")))

    assert ": violation: Value missing: has fewer values than the least, 1\n" in text
    assert "    help: Add the property to this record.\n" in text


def test_a_result_without_a_readable_file_has_no_excerpt(show, tmp_path, result):
    text = show("text", result(), result(line=None, column=None), root=tmp_path)

    assert " | " not in text


@pytest.mark.parametrize(
    ("line", "span", "under"),
    [
        ("a 'x' .", Span("f", 1, 3, 1, 6), "'x'"),
        ("a [ b", Span("f", 1, 3, 4, 2), "[ b"),
        ("  whole", Span("f", 1), "whole"),
        ("one", Span("f", 1, 2), "n"),
        ("short", Span("f", 1, 99, 1, 120), ""),
        ("x" * 500 + "HERE" + "y" * 500, Span("f", 1, 501, 1, 505), "HERE"),
    ],
)
def test_carets_stand_under_the_span(tmp_path, line, span, under):
    (tmp_path / "f").write_text(line + "\nmore\n", encoding="utf-8")

    found = excerpt(tmp_path, span)

    assert found.text[found.offset : found.offset + found.length] == under
    assert len(found.text) < 110


def test_carets_follow_wide_and_combining_characters(tmp_path):
    (tmp_path / "f").write_text("日本 e\u0301 'x' .\n", encoding="utf-8")

    found = excerpt(tmp_path, Span("f", 1, 7, 1, 10))

    assert found.offset == cells("日本 e\u0301 ") == 7
    assert found.length == 3


def test_a_hostile_source_line_is_shown_and_not_obeyed(tmp_path):
    (tmp_path / "f").write_bytes(b"a '\x1b[2J\x07' .\xff\n")

    assert excerpt(tmp_path, Span("f", 1)).text == "a '\ufffd[2J\ufffd' .\ufffd"


def test_by_file_and_line_with_broken_files_first(show, result):
    problem = Problem(Span("data/z.ttl", 3, 5), "syntax error: no dot", "add it")

    text = show("text", result(line=20), result(file="data/b.ttl"), result(), problems=[problem])

    assert [line.partition(": ")[0] for line in text.splitlines() if ".ttl:" in line] == [
        "data/z.ttl:3:5", "data/b.ttl:7:12", "data/state/EST.ttl:7:12", "data/state/EST.ttl:20:12",
    ]  # fmt: skip
    assert text.startswith(
        "data/z.ttl:3:5: violation: syntax error: no dot - add it\n    [file]\n"
        "\nMend this first: what follows may come from it.\n\n"
    )
    assert text.endswith("Does not conform: 4 violations, 0 warnings, 0 infos.\n")


def test_what_is_less_serious_is_counted(show, result):
    text = show("text", result(INFO), result(INFO, line=9), result(WARNING), severity="warning")

    assert text.count("data/state/EST.ttl") == 1
    assert "      2  info       ex:State-name/Datatype\n" in text
    assert "(--severity info shows every one with its place)" in text
    assert "Conforms: 0 violations, 1 warning, 2 infos.\n" in text


def test_informations_are_shown_when_asked_for(show, result):
    assert "data/state/EST.ttl:7:12: info: " in show("text", result(INFO), severity="info")


def test_ten_thousand_findings_stay_readable(show, many):
    text = show("text", *many(10_000), limit=10)

    assert text.count(": violation: ") == 10
    assert " 10,000  violation  ex:State-name/Datatype, 10 of them above\n" in text
    assert "(--limit 0 shows all of each rule)" in text
    assert len(text.splitlines()) < 60


def test_a_thousand_rules_stay_readable(show, many):
    shapes = [ox.NamedNode(f"https://example.org/ns#S{n}") for n in range(1000)]
    found = [r for shape in shapes for r in many(2, source_shape=shape)]

    assert show("text", *found).count(": violation: ") == 200


def test_no_limit_shows_all(show, many):
    assert show("text", *many(500), limit=0).count(": violation: ") == 500


def test_long_values_are_cut_and_lines_stay_whole(show, result):
    text = show("text", result(value=ox.Literal("a\n" * 100)))

    assert '"a\\na\\n' in text
    assert all(len(line) < 140 for line in text.splitlines())


def test_colours_change_nothing_but_the_colour(show, root, result):
    plain, coloured = (show("text", result(), root=root, colour=c) for c in (False, True))

    assert "\x1b[1;31mviolation\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_what_was_missing_and_what_was_left_to_pyshacl(show):
    text = show(
        "text",
        checked=Checked("sparql", 1, 1, 0, 0),
        fallback=(ox.NamedNode("https://example.org/ns#S"),),
    )

    assert "Left to pySHACL, because they cannot be compiled exactly: ex:S.\n" in text
    assert text.endswith("Does not conform: there were no shapes to check.\n")


def test_verdict_follows_the_severity_to_fail_on(result):
    report = Report(CHECKED, (result(WARNING),))

    assert "\nConforms: " in get_reporter("text")(report, View())
    assert "\nDoes not conform: " in get_reporter("text")(report, View(fail_on="warning"))


def test_the_excerpt_is_of_the_file_as_it_is_now(tmp_path):
    path = Path(tmp_path / "f")
    path.write_text("old\n", encoding="utf-8")
    assert excerpt(tmp_path, Span("f", 1)).text == "old"
    path.unlink()

    assert excerpt(tmp_path, Span("f", 1)) is None
