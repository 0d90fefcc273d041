"""Findings that are accepted for now."""

from __future__ import annotations

import json

import pytest

from foc_graph.cli import run

PREFIXES = """\
@base <https://example.org/> .
@prefix ex: <https://example.org/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = """\
ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:Thing-name, ex:Thing-note .
ex:Thing-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:message "No name."@en .
ex:Thing-note a sh:PropertyShape ; sh:path ex:note ; sh:minCount 1 ; sh:severity sh:Warning ;
  sh:message "No note."@en .
"""
BAD = "<id/thing/{}> a ex:Thing ; ex:note 'x' .\n"
GOOD = "<id/thing/{}> a ex:Thing ; ex:note 'x' ; ex:name 'y' .\n"


@pytest.fixture
def root(tmp_path):
    """A project with two things that have no name."""
    write(tmp_path, "ontology/prefixes.ttl", "")
    write(tmp_path, "ontology/shapes/Thing.ttl", SHAPES)
    for name in ("one", "two"):
        write(tmp_path, f"data/thing/{name}.ttl", BAD.format(name))
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + text, encoding="utf-8")


@pytest.fixture
def validate(root):
    """Run with the baseline of the project."""

    def call(*arguments):
        file = ("--baseline", str(root / "known.json"))
        return run(["--root", str(root), "validate", *file, *arguments])

    return call


@pytest.fixture
def accepted(root, validate, capsys):
    """The project with its two findings accepted."""
    assert validate("--update-baseline") == 0
    assert "known.json: 2 findings accepted (2 added, 0 taken out)" in capsys.readouterr().err
    return root


@pytest.mark.usefixtures("accepted")
def test_what_is_accepted_does_not_fail(validate, capsys):
    assert validate() == 0
    out = capsys.readouterr().out
    assert "2 findings accepted by " in out
    assert out.endswith("Conforms: 0 violations, 0 warnings, 0 infos that are new.\n")
    assert "No name." not in out


def test_what_is_new_fails(accepted, validate, capsys):
    write(accepted, "data/thing/three.ttl", BAD.format("three"))

    assert validate() == 1
    assert "data/thing/three.ttl:4:1: violation: No name." in capsys.readouterr().out


def test_what_has_moved_stays_accepted(accepted, validate):
    path = accepted / "data/thing/one.ttl"
    path.write_text("# a comment\n\n\n" + path.read_text("utf-8"), encoding="utf-8")

    assert validate() == 0


def test_what_is_mended_is_said_and_taken_out(accepted, validate, capsys):
    write(accepted, "data/thing/one.ttl", GOOD.format("one"))

    assert validate() == 0
    assert "1 entry of it is mended, well done: take it out with" in capsys.readouterr().out
    assert validate("--fail-on", "warning") == 1
    assert validate("--update-baseline") == 0
    assert "1 finding accepted (0 added, 1 taken out)" in capsys.readouterr().err
    write(accepted, "data/thing/one.ttl", BAD.format("one"))
    assert validate() == 1


def test_a_run_on_a_part_says_nothing_of_the_rest(accepted, validate, capsys):
    write(accepted, "data/thing/one.ttl", GOOD.format("one"))

    assert validate("--fail-on", "warning", str(accepted / "data/thing/two.ttl")) == 0
    assert "mended" not in capsys.readouterr().out


def test_accepted_warnings_stay_when_others_are_taken_out(root, validate):
    write(root, "data/thing/one.ttl", "<id/thing/one> a ex:Thing ; ex:name 'x' .\n")
    assert validate("--update-baseline", "--fail-on", "warning") == 0
    assert validate("--update-baseline") == 0

    assert validate("--fail-on", "warning") == 0


def test_the_file_can_be_reviewed_and_is_the_same_each_time(accepted, validate):
    first = (accepted / "known.json").read_bytes()
    content = json.loads(first)

    assert [entry["focus"] for entry in content["findings"]] == ["thing/one", "thing/two"]
    assert {entry["message"] for entry in content["findings"]} == {"No name."}
    assert validate("--update-baseline") == 0
    assert (accepted / "known.json").read_bytes() == first


def test_a_missing_baseline_is_never_green(validate, capsys):
    assert validate() == 2
    assert "known.json: there is no such baseline - write it with --update-baseline" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [{}]}',
        '{"version": 1, "findings": [3]}',
        '{"version": 1, "findings": {}}',
    ],
)
@pytest.mark.parametrize("update", [(), ("--update-baseline",)])
def test_a_broken_baseline_is_never_green(root, validate, text, update, capsys):
    (root / "known.json").write_text(text)

    assert validate(*update) == 3
    assert "known.json: is no baseline (" in capsys.readouterr().err
    assert (root / "known.json").read_text() == text


def test_bytes_that_are_no_text_are_never_green(root, validate):
    (root / "known.json").write_bytes(b"\xff\xfe")

    assert validate() == 3


def test_nothing_to_check_is_never_green(accepted, validate):
    (accepted / "ontology/shapes/Thing.ttl").unlink()

    assert validate("--update-baseline") == 1


def test_a_part_cannot_be_written_as_the_whole(accepted, validate, capsys):
    assert validate("--update-baseline", str(accepted / "data/thing/one.ttl")) == 2
    assert "entries would be lost" in capsys.readouterr().err


def test_update_needs_a_file(root, capsys):
    assert run(["--root", str(root), "validate", "--update-baseline"]) == 2
    assert "--update-baseline needs --baseline FILE" in capsys.readouterr().err


@pytest.mark.usefixtures("accepted")
def test_reports_say_what_is_accepted(validate, capsys):
    assert validate("--format", "json") == 0
    content = json.loads(capsys.readouterr().out)

    assert (content["conforms"], content["baseline"]["accepted"]) == (True, 2)
