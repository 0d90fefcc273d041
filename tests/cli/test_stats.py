"""``foc-graph stats``."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from foc_graph.cli import run
from tests.conftest import ROOT

TINY = ROOT / "tests/projects/tiny"


def stats(*arguments: str) -> int:
    return run(["--root", str(TINY), "stats", *arguments])


def test_text_starts_with_the_totals(capsys):
    assert stats() == 0
    assert capsys.readouterr().out.startswith(
        "In all\n\n"
        " what               count\n"
        " ────────────────────────\n"
        " files                 18\n"
        " files left out         0\n"
    )


def test_every_format_has_the_same_tables(capsys):
    assert stats("--format", "json") == 0
    tables = list(json.loads(capsys.readouterr().out))
    assert stats("-f", "csv") == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert list(dict.fromkeys(row["table"] for row in rows)) == tables


def test_an_unknown_format_is_a_wrong_call(capsys):
    assert stats("--format", "xml") == 2
    assert "'xml' is not one of 'text', 'json', 'csv'" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["rich", "rdflib", "pyshacl"])
def test_help_imports_nothing_heavy(module):
    code = (
        "import sys\nfrom foc_graph.cli import run\nrun(['stats', '--help'])\n"
        f"sys.exit({module!r} in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode
        == 0
    )
