"""The command line as a whole: help, exit codes, one sentence an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

import foc_graph.cli
from foc_graph.cli import COMMANDS, cli, run
from foc_graph.errors import CouldNotRun, NotConforming, UsageProblem


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(name, capsys):
    assert run([name, "--help"]) == 0
    assert f"Usage: foc-graph {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_says_what_the_command_says(name):
    command = cli.get_command(click.Context(cli), name)

    assert command.name == name
    assert command.get_short_help_str(limit=100).rstrip(".") + "." == COMMANDS[name]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageProblem("wrong", place="x", fix="mend it"), 2),
        (NotConforming("wrong", place="x", fix="mend it"), 1),
        (CouldNotRun("wrong", place="x", fix="mend it"), 3),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(monkeypatch, capsys, error, code):
    assert _run_raising(monkeypatch, error) == code
    assert capsys.readouterr().err == "foc-graph: x: wrong - mend it\n"


def test_an_interruption_is_130(monkeypatch, capsys):
    assert _run_raising(monkeypatch, KeyboardInterrupt()) == 130
    assert capsys.readouterr().err.strip() == "foc-graph: interrupted"


def test_a_bug_keeps_its_traceback_and_is_3(monkeypatch, capsys):
    assert _run_raising(monkeypatch, ZeroDivisionError("division by zero")) == 3
    err = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero" in err
    assert "this is a bug" in err


def _run_raising(monkeypatch, error: BaseException) -> int:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(foc_graph.cli.cli, "main", fail)
    return run(["stats"])


def test_a_misspelt_command_names_the_nearest(capsys):
    assert run(["valdate"]) == 2
    assert "no command 'valdate'; did you mean validate?" in capsys.readouterr().err


def test_an_unknown_option_is_a_usage_error(capsys):
    assert run(["stats", "--nope"]) == 2
    assert "Usage: foc-graph stats" in capsys.readouterr().err


def test_without_arguments_the_help_is_shown(capsys):
    assert run([]) == 0
    assert "Commands" in capsys.readouterr().out


def test_a_root_that_is_nothing_is_a_usage_error(capsys, tmp_path):
    assert run(["--root", str(tmp_path / "nope"), "stats"]) == 2
    assert "no such folder - give --root a folder" in capsys.readouterr().err


@pytest.mark.parametrize("reader", ["head -n 1", "true"])
@pytest.mark.parametrize("arguments", ["export --format nquads", "stats", "query members"])
def test_a_reader_that_goes_away_is_no_error(arguments, reader):
    command = f"{sys.executable} -m foc_graph {arguments} | {reader}; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_help_and_version_import_nothing_heavy():
    code = (
        "import sys; from foc_graph.cli import run; run(['--help']); "
        "heavy = {'rdflib', 'pyshacl', 'rich', 'yaml', 'networkx', 'pyoxigraph'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_full_disk_is_no_bug(repository):
    command = [sys.executable, "-m", "foc_graph", "--root", str(repository), "query", "--list"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 3
    assert done.stderr == "foc-graph: output: no space is left - make room, and run again\n"
