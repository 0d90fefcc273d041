"""The hooks for pre-commit, run by pre-commit itself on a repository of somebody else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT, git

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the programs here are shell scripts"
)


HOOKS = ROOT / ".pre-commit-hooks.yaml"
PREFIXES = "@base <https://example.org/> .\n@prefix ex: <https://example.org/ns#> .\n"
SHAPE = """\
@prefix ex: <https://example.org/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:named .
ex:named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 .
"""
GOOD = (
    "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n\n"
    '<thing/one>\n  a ex:Thing ;\n  ex:name "one" .\n'
)


@pytest.fixture
def repository(tmp_path):
    """A repository that uses the hooks. They run in this environment: nothing is installed."""
    folder = tmp_path / "repository"
    files = {
        "ontology/prefixes.ttl": PREFIXES,
        "ontology/shapes/Thing.ttl": SHAPE,
        "data/thing/one.ttl": GOOD,
        "README.md": "x\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))
    local = [hook | {"language": "system", "verbose": True} for hook in hooks]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(tmp_path, "init", "-q", "repository")
    git(folder, "add", ".")
    return folder


@pytest.fixture
def hook(repository, tmp_path):
    """Run one hook on files."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "foc-graph").write_text(f'#!/bin/sh\nexec {sys.executable} -m foc_graph "$@"\n')
    (programs / "foc-graph").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }

    def run(name, *files):
        command = [sys.executable, "-m", "pre_commit", "run", name, "--files", *files]
        return subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, encoding="utf-8",
            check=False,
        )  # fmt: skip

    return run


def test_pre_commit_takes_the_file():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS]

    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["foc-graph-validate", "foc-graph-fmt"])
def test_what_is_right_passes(hook, name):
    done = hook(name, "data/thing/one.ttl")

    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


@pytest.mark.parametrize("name", ["foc-graph-validate", "foc-graph-fmt"])
def test_other_files_are_none_of_their_business(hook, name):
    assert "Skipped" in hook(name, "README.md").stdout


@pytest.mark.parametrize("name", ["foc-graph-validate", "foc-graph-fmt"])
def test_a_project_in_a_folder_that_nobody_named_is_no_success(hook, repository, name):
    (repository / "graph").mkdir()
    for part in ("ontology", "data"):
        (repository / part).rename(repository / "graph" / part)

    done = hook(name, "graph/data/thing/one.ttl")

    assert done.returncode == 1
    assert "no project here" in done.stdout


def test_validate_names_the_line(hook, repository):
    (repository / "data/thing/one.ttl").write_text(GOOD.replace("ex:name", "ex:nmae"))

    done = hook("foc-graph-validate", "data/thing/one.ttl")

    assert done.returncode == 1
    assert "data/thing/one.ttl:4:1: violation: " in done.stdout


def test_validate_runs_when_a_shape_changes(hook, repository):
    (repository / "ontology/shapes/Thing.ttl").write_text(SHAPE.replace("ex:name ;", "ex:other ;"))

    done = hook("foc-graph-validate", "ontology/shapes/Thing.ttl")

    assert done.returncode == 1
    assert "data/thing/one.ttl:4:1: violation: " in done.stdout


def test_fmt_rewrites_and_stops_the_commit(hook, repository):
    path = repository / "data/thing/one.ttl"
    path.write_text(GOOD.replace("\n  a", "\n      a"))
    git(repository, "add", ".")

    done = hook("foc-graph-fmt", "data/thing/one.ttl")

    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert path.read_text() == GOOD
