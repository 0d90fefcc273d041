"""The worked examples of docs/contributing do what they say, in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted((ROOT / "docs" / "contributing").glob("*.md"))
_FENCE = re.compile(r"^```(\w+)(?: new=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What an example needs of the repository; not the environment, not what was built.
PARTS = ("foc_graph", "ontology", "data", "queries", "tests", "docs", "pyproject.toml")


@pytest.fixture
def repository(tmp_path) -> Path:
    """A copy of the repository, to change, with `foc-graph` as a command."""
    for name in PARTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    for folder in tmp_path.rglob("__pycache__"):
        shutil.rmtree(folder)
    return tmp_path


def add_file(repository: Path, name: str, content: str) -> None:
    path = repository / name
    assert not path.exists(), f"{name} is there already"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def change_file(repository: Path, diff: str) -> None:
    """Apply a diff whose pieces are found by what stands around them, each in one place."""
    head, *pieces = re.split(r"^@@.*\n", diff, flags=re.MULTILINE)
    (name,) = re.findall(r"^\+\+\+ b/(.+)$", head, re.MULTILINE)
    path = repository / name
    for piece in pieces:
        lines = piece.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] != "+")
        after = "".join(line[1:] for line in lines if line[0] != "-")
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{name} has this {text.count(before)} times:\n{before}"
        path.write_text(text.replace(before, after), encoding="utf-8")


def run_commands(repository: Path, session: str) -> None:
    """Run the commands of a session and compare what they print; `…` stands for anything."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=repository,
            env=environment(repository),
            capture_output=True,
            text=True,
            check=False,
        )
        pattern = ".*".join(map(re.escape, expected.strip().split("…")))
        output = f"{done.stdout}{done.stderr}".strip()
        assert re.fullmatch(pattern, output, re.DOTALL), f"$ {command}\n{output}"
        assert done.returncode == 0 or not command.startswith("pytest"), output


def environment(repository: Path) -> dict[str, str]:
    """Commands of an example are those of the copy, and print the same everywhere."""
    commands = repository / ".commands"
    commands.mkdir(exist_ok=True)
    modules = {"foc-graph": "foc_graph", "pytest": "pytest -p no:cacheprovider", "python": ""}
    for name, module in modules.items():
        start = f"-m {module}" if module else ""
        script = commands / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    plain = {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **plain, "PATH": path, "PYTHONPATH": str(repository)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_example_does_what_it_says(page, repository):
    steps = _FENCE.findall(page.read_text("utf-8"))
    for kind, name, body in steps:
        if name:
            add_file(repository, name, body)
        elif kind == "diff":
            change_file(repository, body)
        elif kind == "console":
            run_commands(repository, body)
    assert sum(kind == "console" for kind, _, _ in steps) >= 2
    # One file of the product; a canned query is found by its name, all else by one line.
    assert sum(name.startswith(("foc_graph/", "queries/")) for _, name, _ in steps) == 1
    assert sum(kind == "diff" for kind, _, _ in steps) == (page.stem != "canned-query")


def test_there_are_five_examples():
    assert [page.stem for page in PAGES] == [
        "canned-query", "command", "export-format", "report-format", "shacl-component",
    ]  # fmt: skip
