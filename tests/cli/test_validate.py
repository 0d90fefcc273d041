"""``foc-graph validate``."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from foc_graph.cli import run

PREFIXES = """\
@base <https://example.org/> .
@prefix ex: <https://example.org/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = """\
ex:State a sh:NodeShape ; sh:targetClass ex:StateClass ; sh:property ex:State-name, ex:State-note .
ex:State-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:datatype xsd:string ;
  sh:message "A state has a name: a plain string."@en .
ex:State-note a sh:PropertyShape ; sh:path ex:note ; sh:minCount 1 ; sh:severity sh:Warning ;
  sh:message "Nothing is noted."@en .
"""
GOOD = '<id/state/EST> a ex:StateClass ; ex:name "Estonia" ; ex:note "x" .\n'
BAD = "<id/state/LVA> a ex:StateClass ;\n  ex:name 1 .\n"


@pytest.fixture
def root(tmp_path):
    """A project with two states, one of them wrong."""
    for name, text in {
        "ontology/prefixes.ttl": "",
        "ontology/shapes/State.ttl": SHAPES,
        "data/state/EST.ttl": GOOD,
        "data/state/LVA.ttl": BAD,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + text, encoding="utf-8")
    return tmp_path


def validate(root, *arguments):
    return run(["--root", str(root), "validate", *arguments])


def test_text(root, capsys):
    assert validate(root) == 1
    assert capsys.readouterr().out == (
        "data/state/LVA.ttl:5:1: warning: Nothing is noted.\n"
        "     5 | <id/state/LVA> a ex:StateClass ;\n"
        "       | ^^^^^^^^^^^^^^\n"
        "    state/LVA  ex:note  [ex:State-note/MinCount]  ontology/shapes/State.ttl:8:1\n"
        "data/state/LVA.ttl:6:11: violation: A state has a name: a plain string.\n"
        "     6 |   ex:name 1 .\n"
        "       |           ^\n"
        '    state/LVA  ex:name  "1"^^xsd:integer  [ex:State-name/Datatype]'
        "  ontology/shapes/State.ttl:6:1\n"
        "\n"
        "Checked 2 files with 5 triples: 2 focus nodes against 3 shapes (engine sparql).\n"
        "Does not conform: 1 violation, 1 warning, 0 infos.\n"
    )


def test_engines_print_the_same(root, capsys):
    assert validate(root, "--engine", "pyshacl") == 1
    reference = capsys.readouterr().out
    assert validate(root, "--engine", "sparql") == 1
    assert capsys.readouterr().out == reference.replace("engine pyshacl", "engine sparql")


def test_a_path_narrows_what_is_reported(root, capsys):
    assert validate(root, str(root / "data/state/EST.ttl")) == 0
    assert capsys.readouterr().out.startswith("Checked 1 file with 3 triples: 1 focus node")


def test_severity_narrows_what_is_shown(root, capsys):
    assert validate(root, "--severity", "violation") == 1
    out = capsys.readouterr().out
    assert "warning: " not in out
    assert (
        "      1  warning    ex:State-note/MinCount\n                    Nothing is noted.\n" in out
    )


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_fail_on_decides_the_exit_code(root, fail_on, code, capsys):
    (root / "data/state/LVA.ttl").write_text(
        PREFIXES + '<id/state/LVA> a ex:StateClass ; ex:name "Latvia" .\n', encoding="utf-8"
    )

    assert validate(root, "--fail-on", fail_on) == code
    assert ("\nConforms: " in capsys.readouterr().out) == (code == 0)


def test_json_and_turtle_are_for_machines(root, capsys):
    assert validate(root, "-f", "json") == 1
    assert len(json.loads(capsys.readouterr().out)["results"]) == 2
    assert validate(root, "-f", "turtle") == 1
    assert "sh:ValidationReport" in capsys.readouterr().out


def test_a_file_with_a_syntax_error_exits_with_1_and_the_others_are_checked(root, capsys):
    (root / "data/state/EST.ttl").write_text(PREFIXES + "<id/state/EST> a\n", encoding="utf-8")

    assert validate(root) == 1
    output = capsys.readouterr()
    assert "data/state/EST.ttl:6" in output.out
    assert "data/state/LVA.ttl:6:11: violation" in output.out
    assert output.err == ""


#: File under ontology/, its text, and how the sentence begins.
BROKEN = [
    ("shapes/State.ttl", SHAPES + "ex:S sh:path", "State.ttl:10"),
    ("shapes/State.ttl", "ex:S sh:targetNode ex:a ; sh:pattern '[' .", "State.ttl:5:1: shape"),
    ("shapes/State.ttl", "ex:S sh:targetNode ex:a ; sh:node ex:S .", "State.ttl:5:1: shape"),
    (
        "shapes/State.ttl",
        "ex:S sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT $this WHERE { $this }' ] .",
        "State.ttl:5:37: shape <https://example.org/ns#S>: has a query that is not SPARQL",
    ),
    ("terms.ttl", "ex:a", "terms.ttl:"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), BROKEN)
def test_what_cannot_run_exits_with_3(root, name, text, sentence, capsys):
    (root / "ontology" / name).write_text(PREFIXES + text, encoding="utf-8")

    assert validate(root) == 3
    start = name.rpartition("/")[0] and "shapes/"
    assert capsys.readouterr().err.startswith(f"foc-graph: ontology/{start}{sentence}")


def test_no_shapes_is_no_success(root, capsys):
    (root / "ontology/shapes/State.ttl").unlink()

    assert validate(root) == 1
    assert "Does not conform: there were no shapes to check.\n" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["gone.ttl"], ["--engine", "magic"], ["-f", "pdf"]])
def test_a_wrong_call_exits_with_2(root, arguments, capsys):
    assert validate(root, *arguments) == 2
    assert capsys.readouterr().err


def test_shapes_alone_are_a_wrong_call(root, capsys):
    assert validate(root, str(root / "ontology/shapes")) == 2
    assert "shapes: holds no data to check - shapes and prefixes" in capsys.readouterr().err


def test_a_copy_under_another_name_exits_with_1(repository, copy, capsys):
    text = (repository / "data/state/EST.ttl").read_bytes()
    (copy.data / "state/EST2.ttl").write_bytes(text)
    (copy.data / "state/XXA.TTL").write_bytes(text)

    assert validate(copy.root) == 1
    out = capsys.readouterr().out
    assert "data/state/EST2.ttl:1: violation: does not describe <id/state/EST2>, which its" in out
    assert "data/state/XXA.TTL: violation: is not read: its ending is none of .jsonld" in out
    assert "\nDoes not conform: 2 violations, " in out


def test_several_reports_at_once(root, tmp_path, capsys):
    out = tmp_path / "not" / "there"
    files = {name: out / name for name in ("sarif", "junit", "gitlab", "github", "json")}
    reports = [part for n, f in files.items() for part in ("--report", f"{n}={f}")]

    assert validate(root, *reports) == 1
    assert all(file.stat().st_size for file in files.values())
    assert "violation: A state has a name" in capsys.readouterr().out
    assert sorted(path.name for path in out.iterdir()) == sorted(files)


@pytest.mark.parametrize("report", ["json", "json=", "json=-"])
def test_a_report_without_a_file_is_printed(root, report, capsys):
    assert validate(root, "--report", report) == 1
    assert json.loads(capsys.readouterr().out)["version"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "text", "--report", "json"],
        ["--report", "json", "--report", "sarif=-"],
        ["--report", "json=x", "--report", "sarif=./x"],
        ["--report", "pdf=x"],
    ],
)
def test_reports_that_get_in_each_others_way(root, arguments, capsys):
    assert validate(root, *arguments) == 2
    assert capsys.readouterr().out == ""


def test_places_are_found_for_the_report_that_shows_most(root, tmp_path):
    """The text shows no infos, the report in JSON does, with their places."""
    shapes = root / "ontology/shapes/State.ttl"
    shapes.write_text(shapes.read_text("utf-8").replace("sh:Warning", "sh:Info"), "utf-8")

    assert validate(root, "--report", f"json={tmp_path / 'r.json'}") == 1
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))["results"]
    assert [(one["severity"], one["line"]) for one in found] == [("info", 5), ("violation", 6)]


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, False),
    ],
)
def test_colours_as_the_environment_wants_them(root, monkeypatch, variables, coloured, capsys):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert validate(root) == 1
    assert ("\x1b[" in capsys.readouterr().out) == coloured


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_colours_on_a_terminal(root):
    import os
    import pty

    main, other = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "foc_graph", "--root", str(root), "validate"]
    subprocess.run(command, stdout=other, check=False, env=environment | {"TERM": "xterm"})
    os.close(other)
    printed = os.read(main, 10_000)
    os.close(main)

    assert b"\x1b[1;31mviolation\x1b[0m" in printed


def test_limit(root, capsys):
    for number in range(12):
        (root / f"data/state/S{number}.ttl").write_text(
            PREFIXES + f"<id/state/S{number}> a ex:StateClass ; ex:note 'x' .\n", "utf-8"
        )

    assert validate(root) == 1
    assert capsys.readouterr().out.count(": violation: A state") == 11
    assert validate(root, "--limit", "0") == 1
    assert capsys.readouterr().out.count(": violation: A state") == 13


def test_github_adds_to_the_summary_of_the_job(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    assert validate(root, "--format", "github") == 1
    assert "::error file=" in capsys.readouterr().out
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("## ❌ Does not conform")


def test_help_prints_the_exit_codes(capsys):
    assert run(["validate", "--help"]) == 0
    assert "Exit codes: 0 done or conforms; 1 ran" in " ".join(capsys.readouterr().out.split())


def test_the_fast_engine_imports_no_slow_library(root):
    code = (
        "import sys\nfrom foc_graph.cli import run\n"
        f"run(['--root', {str(root)!r}, 'validate'])\n"
        "sys.exit(any(name in sys.modules for name in ('rdflib', 'pyshacl', 'rich')))"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert done.returncode == 0


def test_our_own_data_conforms(repository, capsys):
    assert validate(repository) == 0
    assert "\nConforms: 0 violations, " in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        ["--report", "json=data/state/LVA.ttl"],
        ["--report", "json=ontology/shapes/new.json"],
        ["--baseline", "data/known.json", "--update-baseline"],
    ],
)
def test_nothing_is_written_among_what_is_checked(root, capsys, monkeypatch, options):
    monkeypatch.chdir(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert validate(root, *options) == 2
    assert "belongs to what is checked; write to another file" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_no_report_is_written_over_the_baseline(root, capsys, tmp_path):
    known = tmp_path / "known.json"
    assert validate(root, "--baseline", str(known), "--update-baseline") == 0
    accepted = known.read_bytes()

    options = ("--baseline", str(known), "--update-baseline", "--report", f"json={known}")
    assert validate(root, *options) == 2
    assert "is the baseline; give the report another file" in capsys.readouterr().err
    assert known.read_bytes() == accepted
