"""``foc-graph lint``."""

from __future__ import annotations

import json

import pytest

from foc_graph.cli import run
from tests.history.conftest import Repository
from tests.lint.test_lint import write


@pytest.fixture
def call(small, capsysbinary):
    def called(*arguments):
        code = run(["--root", str(small.root), "lint", *arguments])
        printed = capsysbinary.readouterr()
        return code, printed.out.decode(), printed.err.decode()

    return called


@pytest.fixture
def history(small):
    return Repository(small)


@pytest.mark.usefixtures("history")
def test_a_clean_project_passes(call):
    code, out, err = call()

    assert (code, err) == (0, "")
    assert out == (
        "Checked 1 file with 2 triples: 1 subject against 7 checks (engine lint).\n"
        "Conforms: 0 violations, 0 warnings, 0 infos.\n"
    )


@pytest.mark.usefixtures("history")
def test_a_finding_comes_with_its_line(small, call):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    code, out, _ = call()
    assert code == 1
    assert out.startswith(
        "data/thing/two.ttl:6:22: violation: Nothing describes thing/ome. Correct its spelling,"
        " or describe it in a file of its own.\n"
        "     6 | <thing/two> ex:knows <thing/ome> .\n"
        "       |                      ^^^^^^^^^^^\n"
        "    hint: did you mean thing/one?\n"
        "    thing/two  thing/ome  [lint:dead-link]\n"
    )


@pytest.mark.parametrize(
    "form", ["github", "sarif", "junit", "gitlab", "json", "markdown", "turtle"]
)
@pytest.mark.usefixtures("history")
def test_every_reporter_shows_findings(small, call, form):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")
    (small.data / "thing" / "one.ttl").unlink()

    code, out, _ = call("--format", form)
    assert code == 1
    assert "Nothing describes" in out
    assert "Identifiers are never deleted" in out


@pytest.mark.parametrize("form", ["text", "github", "sarif", "junit", "gitlab", "markdown"])
@pytest.mark.usefixtures("history")
def test_reports_speak_of_checks_not_of_shapes(small, call, form):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    out = call("--format", form)[1].replace("%3A", ":")
    assert "lint:dead-link" in out
    assert not [word for word in ("focus node", "shape", "validate", "/DeadLink") if word in out]


@pytest.mark.usefixtures("history")
def test_sarif_of_lint_does_not_replace_that_of_validate(small, call):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    (found,) = json.loads(call("--format", "sarif")[1])["runs"]
    assert found["automationDetails"] == {"id": "foc-graph-lint/"}
    assert [rule["properties"]["tags"] for rule in found["tool"]["driver"]["rules"]] == [["lint"]]


@pytest.mark.usefixtures("history")
def test_nothing_to_look_at_does_not_pass(small, call):
    (small.data / "thing" / "one.ttl").write_text("# nothing\n")

    code, out, _ = call("--skip", "lost-identifier")
    assert code == 1
    assert out.endswith("Does not conform: there were no subjects to check.\n")


@pytest.mark.usefixtures("history")
def test_reports_go_into_files(small, call, tmp_path):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    assert call("--report", f"json={tmp_path / 'out.json'}")[0] == 1
    assert json.loads((tmp_path / "out.json").read_text())["conforms"] is False


@pytest.mark.usefixtures("history")
def test_a_baseline_accepts_what_there_is(small, call, tmp_path):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")
    file = str(tmp_path / "lint.json")

    assert call("--baseline", file, "--update-baseline")[0] == 0
    assert call("--baseline", file)[0] == 0
    write(small, "data/thing/three.ttl", "<thing/three> ex:knows <thing/ome> .")
    assert call("--baseline", file)[0] == 1


@pytest.mark.usefixtures("history")
def test_warnings_fail_unless_told_otherwise(small, call):
    text = "<https://a.example/x> ex:p <http://a.example/x> ."
    write(small, "data/thing/two.ttl", text)

    assert call()[0] == 1
    assert call("--fail-on", "violation")[0] == 0
    assert call("--skip", "scheme-slip")[0] == 0


@pytest.mark.usefixtures("history")
def test_paths_narrow_what_is_reported(small, call):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    assert call(str(small.data / "thing" / "one.ttl"))[0] == 0
    assert call(str(small.data / "none.ttl"))[0] == 2


def test_without_git_the_check_that_needs_it_is_named(call):
    code, _, err = call()

    assert code == 0
    assert "lost identifiers not looked for" in err
    assert "is not in a git repository" in err


@pytest.mark.parametrize("option", ["--since", "--against"])
@pytest.mark.usefixtures("history")
def test_a_revision_that_is_not_there_is_a_wrong_call(call, option):
    assert call(option, "nowhere")[0] == 2


def test_a_revision_without_git_cannot_run(call):
    assert call("--since", "main")[0] == 3


@pytest.mark.usefixtures("history")
def test_a_project_without_data_does_not_pass(small, call):
    (small.data / "thing" / "one.ttl").unlink()

    code, out, _ = call("--skip", "lost-identifier")
    assert code == 1
    assert "there were no files to check" in out
