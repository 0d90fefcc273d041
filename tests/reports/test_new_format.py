"""A format is one file and one line: Checkstyle XML, added to a copy of the package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

MODULE = '''\
"""Checkstyle XML, which many tools for code review read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from foc_graph.reports.view import Reporter
from foc_graph.reports.view import Viewed

if TYPE_CHECKING:
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

_LEVELS = {"violation": "error", "warning": "warning", "info": "info"}


def render(report: Report, view: View) -> str:
    """Return the findings that have a place, file by file."""
    root = ET.Element("checkstyle", version="8.0")
    files: dict[str, ET.Element] = {}
    for finding in Viewed(report, view).shown:
        if place := finding.place:
            name = view.path(place.file)
            if name not in files:
                files[name] = ET.SubElement(root, "file", name=name)
            said = {"severity": _LEVELS[finding.severity], "message": finding.advice}
            ET.SubElement(files[name], "error", line=str(place.line or 1), **said)
    return ET.tostring(root, encoding="unicode") + "\\n"


REPORTER = Reporter(
    "checkstyle", render, purpose="code review", shows="violation", paths="repository"
)
'''
PROJECT = {
    "ontology/prefixes.ttl": "@base <https://example.org/> .\n",
    "ontology/shapes/Thing.ttl": """\
@prefix ex: <https://example.org/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:Thing-name .
ex:Thing-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:message "No name."@en .
""",
    "data/bad.ttl": "@base <https://example.org/> .\n<bad> a <ns#Thing> .\n",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory, repository):
    """Run a package with that format in a repository that has a project in its folder ``sub``."""
    folder = tmp_path_factory.mktemp("new_format")
    package = folder / "changed" / "foc_graph"
    shutil.copytree(repository / "foc_graph", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "reports" / "checkstyle.py").write_text(MODULE, "utf-8")
    table = package / "reports" / "__init__.py"
    line = '    "gitlab",\n'
    assert table.read_text("utf-8").count(line) == 1
    table.write_text(table.read_text("utf-8").replace(line, f'{line}    "checkstyle",\n'), "utf-8")
    for name, text in PROJECT.items():
        path = folder / "repository" / "sub" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    subprocess.run(["git", "init", "-q", folder / "repository"], check=True)

    def call(*arguments, code=1):
        done = subprocess.run(
            [sys.executable, "-m", "foc_graph", "--root", "sub", "validate", *arguments],
            cwd=folder / "repository",
            env={**os.environ, "PYTHONPATH": str(package.parent)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    return call


def test_it_names_files_as_gitlab_does(run):
    found = ET.fromstring(run("-f", "checkstyle"))  # noqa: S314  # our own
    issues = json.loads(run("-f", "gitlab"))

    assert [file.get("name") for file in found] == ["sub/data/bad.ttl"]
    assert [issue["location"]["path"] for issue in issues] == ["sub/data/bad.ttl"]
    assert [error.get("message") for error in found.iter("error")] == ["No name."]


def test_the_help_knows_it(run):
    text = " ".join(run("--help", code=0).split())

    assert "gitlab|checkstyle|json" in text
    assert "[default: violation in checkstyle, warning in text," in text
