"""The action for GitHub: its steps, run as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from foc_graph.reports.location import parse_diff
from tests.conftest import ROOT, git

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the step is for the bash of Linux and macOS runners"
)


ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
PREFIXES = """\
@base <https://example.org/> .
@prefix ex: <https://example.org/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
FILES = {
    "ontology/prefixes.ttl": "",
    "ontology/shapes/Thing.ttl": "ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ;"
    " sh:property ex:named .\nex:named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ;"
    ' sh:message "No name, 100% sure."@en .\n',
    "data/thing/one.ttl": "<id/thing/one> a ex:Thing ; ex:name 'one' .\n",
    "data/thing/two.ttl": "<id/thing/two> a ex:Thing .\n",
}


class Runner:
    """What a runner gives to the step of a composite action."""

    def __init__(self, folder, workspace):
        self.folder = folder
        self.workspace = workspace
        folder.mkdir()
        bin_folder = folder / "foc-graph" / "bin"
        bin_folder.mkdir(parents=True)
        (bin_folder / "python").symlink_to(sys.executable)
        command = bin_folder / "foc-graph"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -m foc_graph "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder),
            "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8",
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(folder),
            "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_ENV": str(folder / "env"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SHA": "c" * 40,
        }  # fmt: skip
        (folder / "event.json").write_text("{}")

    def event(self, content):
        """Set the event that the workflow runs for."""
        (self.folder / "event.json").write_text(json.dumps(content))

    def run(self, **inputs):
        """Run the validating step with these inputs, the others as the action sets them."""
        step = STEPS["validate"]
        given = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        variables = {
            name: EXPRESSION.sub(lambda match: given[match[1]], value)
            for name, value in step["env"].items()
        }
        assert not any("${{" in value for value in variables.values())
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.workspace, env=self.environment | variables,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def outputs(self):
        """Read the outputs as the runner does."""
        lines = (self.folder / "output").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def workspace(tmp_path):
    """A repository with a project in a folder: one commit that is right, one that is not."""
    folder = tmp_path / "work"
    for name, text in FILES.items():
        path = folder / "graph" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + text, encoding="utf-8")
    shutil.move(folder / "graph/data/thing/two.ttl", tmp_path / "two.ttl")
    git(tmp_path, "init", "-q", "-b", "main", "work")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    shutil.move(tmp_path / "two.ttl", folder / "graph/data/thing/two.ttl")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "two")
    return folder


@pytest.fixture
def runner(tmp_path, workspace):
    return Runner(tmp_path / "runner", workspace)


def test_a_violation_fails_the_step_and_stands_on_its_line(runner):
    done = runner.run(root="graph")

    assert done.returncode == 1, done.stderr
    assert "::error file=graph/data/thing/two.ttl,line=4,endLine=4,col=1," in done.stdout
    assert "::No name, 100%25 sure.%0Athing/two  ex:name\n" in done.stdout
    assert runner.outputs() | {"report": ""} == {
        "conforms": "false", "violations": "1", "warnings": "0", "sarif": "", "report": "",
    }  # fmt: skip
    assert json.loads(Path(runner.outputs()["report"]).read_text("utf-8"))["version"] == 1


def test_the_summary_links_to_the_line(runner):
    runner.run(root="graph")

    summary = (runner.folder / "summary.md").read_text("utf-8")
    assert summary.startswith("## ❌ Does not conform: 1 violation")
    assert f"/o/r/blob/{'c' * 40}/graph/data/thing/two.ttl#L4)" in summary


def test_a_conforming_graph_passes(runner, workspace):
    (workspace / "graph/data/thing/two.ttl").unlink()

    assert runner.run(root="graph").returncode == 0
    assert runner.outputs()["conforms"] == "true"


def test_reports_for_other_services(runner, workspace):
    runner.run(root="graph", sarif="out/graph.sarif", junit="out/graph.xml")

    assert json.loads((workspace / "out/graph.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (workspace / "out/graph.xml").read_text("utf-8").startswith("<?xml")
    assert runner.outputs()["sarif"] == "out/graph.sarif"


def test_paths_may_have_blanks_and_nothing_in_them_is_run(runner, workspace):
    target = workspace / "graph/data/thing/a b;touch x.ttl"
    target.write_text(PREFIXES + "<id/thing/ab> a ex:Thing ; ex:name 'x' .\n")

    done = runner.run(root="graph", paths=f"{target}\n\n graph/data/thing/one.ttl \n")

    # The name of the file is what is wrong with it; two.ttl was not asked for.
    assert "::error file=graph/data/thing/a b;touch x.ttl,line=1" in done.stdout
    assert "two.ttl" not in done.stdout
    assert not (workspace / "x.ttl").exists()


def test_a_baseline(runner, workspace):
    file = workspace / "known.json"
    command = ["--root", workspace / "graph", "validate", "--baseline", file, "--update-baseline"]
    subprocess.run(
        [sys.executable, "-m", "foc_graph", *command],
        env=runner.environment,
        check=True,
        capture_output=True,
    )

    assert runner.run(root="graph", baseline="known.json").returncode == 0


@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [
        ({"root": "nowhere"}, 2, "nowhere"),
        ({"root": "graph", "fail_on": "never"}, 2, "never"),
        ({"root": "graph", "baseline": "none.json"}, 2, "there is no such baseline"),
    ],
)
def test_what_cannot_run_fails_and_is_an_annotation(runner, inputs, code, said):
    done = runner.run(**inputs)

    assert done.returncode == code
    assert "::error title=foc-graph::" in done.stdout
    assert said in done.stdout
    assert runner.outputs() == {"conforms": "false"}


def test_a_broken_shape_fails(runner, workspace):
    (workspace / "graph/ontology/shapes/Thing.ttl").write_text("this is no Turtle")

    done = runner.run(root="graph")

    assert done.returncode == 3
    assert "::error title=foc-graph::foc-graph: ontology/shapes/Thing.ttl:1" in done.stdout


def test_lines_that_the_pull_request_adds_are_known(workspace):
    printed = git(workspace, "diff", "-U0", "--dst-prefix=", "HEAD~1")

    assert parse_diff(printed)["graph/data/thing/two.ttl"] == {1, 2, 3, 4}


def pull_request(base):
    return {"pull_request": {"base": {"sha": base}}}


@pytest.fixture
def step(runner, monkeypatch):
    """The script of the step, imported, with the runner's environment."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("ci_github", ROOT / "ci" / "github.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, value in runner.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("INPUT_SINCE", "auto")
    monkeypatch.chdir(runner.workspace)
    return module


def test_a_pull_request_is_compared_with_its_base(step, runner, workspace):
    base = git(workspace, "rev-parse", "HEAD~1")
    runner.event(pull_request(base))

    assert step.revision() == base


@pytest.mark.parametrize("depth", [[], ["--depth=1"]])
def test_a_pull_request_shows_what_it_breaks(runner, workspace, tmp_path, depth):
    """Also in a shallow clone, where the change alone cannot be told."""
    runner.event(pull_request(git(workspace, "rev-parse", "HEAD~1")))
    git(tmp_path, "clone", "-q", *depth, workspace.as_uri(), "clone")
    runner.workspace = tmp_path / "clone"

    done = runner.run(root="graph")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=graph/data/thing/two.ttl,line=4," in done.stdout
    assert runner.outputs()["violations"] == "1"


def test_a_revision_that_is_asked_for_must_be_there(runner):
    done = runner.run(root="graph", since="no-such-branch")

    assert done.returncode in (2, 3)
    assert "::error title=foc-graph::" in done.stdout


@pytest.mark.parametrize("name", ["SARIF", "BASELINE"])
def test_a_report_that_is_compared_as_a_whole_is_whole(step, runner, workspace, monkeypatch, name):
    runner.event(pull_request(git(workspace, "rev-parse", "HEAD~1")))
    monkeypatch.setenv(f"INPUT_{name}", "some.file")

    assert step.revision() == ""


def test_a_shallow_clone_fetches_the_base(step, runner, workspace, tmp_path, monkeypatch):
    base = git(workspace, "rev-parse", "HEAD~1")
    git(workspace, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "-q", "--depth=1", workspace.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    runner.event(pull_request(base))

    assert step.revision() == base


def test_a_base_that_cannot_be_had_means_everything(step, runner, capsys):
    runner.event(pull_request("d" * 40))

    assert step.revision() == ""
    assert (
        "::notice title=foc-graph::The base of this pull request is not" in capsys.readouterr().out
    )


@pytest.mark.parametrize("sha", ["--upload-pack=x", "main", "", 3, None])
def test_only_a_commit_is_taken_for_one(step, runner, sha):
    runner.event(pull_request(sha))

    assert step.revision() == ""


def test_every_input_and_output_is_used():
    text = (ROOT / "action.yml").read_text("utf-8")
    script = (ROOT / "ci" / "github.py").read_text("utf-8")

    assert all(f"inputs.{name} }}}}" in text for name in ACTION["inputs"])
    outputs = re.findall(r'output\("([\w-]+)"', script)
    assert {*outputs} == {*ACTION["outputs"]}


def test_the_files_that_are_installed_from_are_there():
    assert (ROOT / "requirements" / "base.txt").is_file()
    assert "requirements/base.txt" in STEPS["install"]["run"]


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab/validate.yml")],
)
def test_files_fit_the_schema_of_their_service(schema, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, ROOT / file]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("broken", "code"), [(True, 1), (False, 0)])
def test_the_gitlab_job_writes_its_reports(runner, workspace, broken, code):
    (job,) = yaml.safe_load((ROOT / "ci/gitlab/validate.yml").read_text("utf-8")).values()
    if not broken:
        (workspace / "graph/data/thing/two.ttl").unlink()
    programs = f"{runner.folder}/foc-graph/bin:{runner.environment['PATH']}"
    variables = job["variables"] | {"FOC_GRAPH_ROOT": "graph", "PATH": programs}

    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(job["script"])], cwd=workspace,
        env=runner.environment | variables, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == code, done.stderr
    reports = job["artifacts"]["reports"]
    issues = json.loads((workspace / reports["codequality"]).read_text("utf-8"))
    assert [issue["location"]["path"] for issue in issues] == ["graph/data/thing/two.ttl"] * broken
    assert (workspace / reports["junit"]).read_text("utf-8").startswith("<?xml")
    assert job["artifacts"]["when"] == "always"
