"""``foc-graph export``: what goes to standard output, what into files, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from foc_graph.cli import run
from foc_graph.errors import CouldNotRun
from foc_graph.exports import EXPORTERS, SingleFile
from tests.conftest import ROOT

DATA = ROOT / "tests/exports/data"
SINGLE = [name for name, exporter in EXPORTERS.items() if isinstance(exporter, SingleFile)]
SEVERAL = sorted(EXPORTERS.keys() - SINGLE)


@pytest.fixture(scope="module")
def root(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "project"
    shutil.copytree(repository / "ontology", folder / "ontology")
    shutil.copytree(DATA, folder / "data")
    return folder


def export(root, *arguments):
    return run(["--root", str(root), "export", *map(str, arguments)])


@pytest.mark.parametrize("name", SINGLE)
def test_a_format_of_one_file_goes_to_standard_output(root, name, capfdbinary, tmp_path):
    assert export(root, "--format", name) == 0
    printed = capfdbinary.readouterr()
    assert export(root, "--format", name, "-o", tmp_path) == 0
    assert printed.out == (tmp_path / EXPORTERS[name].file_name).read_bytes()
    assert printed.err == b""


@pytest.mark.parametrize("name", SEVERAL)
def test_several_files_need_a_folder(root, name, capsys):
    assert export(root, "--format", name) == 2
    assert "name a folder with -o DIR" in capsys.readouterr().err


def test_several_formats_need_a_folder(root, capsys):
    assert export(root, "-f", "ris", "-f", "csl", "-o", "-") == 2
    assert "name a folder with -o DIR" in capsys.readouterr().err


def test_files_are_named_as_they_are_written(root, tmp_path, capsys):
    assert export(root, "-f", "ris", "-f", "graphml", "-o", tmp_path / "out") == 0
    printed = capsys.readouterr().out.splitlines()
    names = ["foc-graph.ris", "citations.graphml", "sponsorships.graphml"]
    assert printed == [str(tmp_path / "out" / name) for name in names]
    assert all(Path(line).is_file() for line in printed)


def test_one_file_can_have_a_name_of_its_own(root, tmp_path, capsys):
    target = tmp_path / "new" / "mine.nq"
    assert export(root, "-f", "nquads", "-o", target) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert list(ox.parse(target.read_bytes(), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("arguments", [("--format", "all"), ()])
def test_everything_goes_into_a_folder(root, tmp_path, capsys, arguments):
    assert export(root, *arguments, "-o", tmp_path) == 0
    assert len(capsys.readouterr().out.splitlines()) > len(EXPORTERS)
    assert (tmp_path / "csv" / "resolution.csv").is_file()


def test_no_format_and_no_folder_is_a_wrong_call(root, capsys):
    assert export(root) == 2
    assert "--list" in capsys.readouterr().err


def test_a_misspelt_format_is_a_wrong_call(root, capsys):
    assert export(root, "--format", "turtel") == 2
    assert "turtle" in capsys.readouterr().err


def test_the_list_says_what_each_format_is_for(capsys):
    assert run(["export", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(EXPORTERS)


@pytest.fixture
def broken(root, tmp_path):
    shutil.copytree(root, tmp_path / "project")
    (tmp_path / "project" / "data" / "org" / "x.ttl").write_text("<urn:a> ;", encoding="utf-8")
    return tmp_path / "project"


@pytest.mark.parametrize("target", [(), ("-o", "out.nq"), ("-o", "out")])
def test_an_export_that_would_lack_a_file_is_not_made(
    broken, target, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert export(broken, "--format", "nquads", *target) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "data/org/x.ttl" in printed.err
    assert not list(tmp_path.glob("out*"))


def test_a_folder_that_cannot_be_written_is_one_sentence(root, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert export(root, "-f", "ris", "-o", tmp_path / "file" / "below.ris") == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(root):
    command = f"{sys.executable} -m foc_graph --root {root} export -f nquads | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], check=False, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_device_is_written_into(root, capsys):
    assert export(root, "-f", "ris", "-o", "/dev/null") == 0
    assert capsys.readouterr().out == "/dev/null\n"
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["ris", "all", "csv"])
def test_a_file_is_no_folder(root, tmp_path, capsys, name):
    target = tmp_path / "file"
    target.write_text("precious", encoding="utf-8")
    assert export(root, "-f", "csl", "-f", name, "-o", target) == 2
    assert "is no folder" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "precious"


def test_a_device_takes_one_file(root, capsys):
    assert export(root, "-f", "csv", "-o", "/dev/null") == 2
    assert "is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("there", [True, False])
def test_an_export_that_fails_half_way_leaves_the_folder_as_it_was(
    root, tmp_path, monkeypatch, there
):
    def render(_self, _content):
        raise CouldNotRun("failed")

    monkeypatch.setattr(type(EXPORTERS["svg"]), "render", render)
    target = tmp_path / "out"
    if there:
        target.mkdir()
        (target / "foc-graph.ris").write_text("old", encoding="utf-8")
    assert export(root, "-f", "ris", "-f", "svg", "-o", target) == 3
    files = {path.name: path.read_text(encoding="utf-8") for path in target.glob("*")}
    assert (files, target.exists()) == ({"foc-graph.ris": "old"} if there else {}, there)


def test_files_of_others_in_the_folder_are_kept(root, tmp_path):
    (tmp_path / "thesis.txt").write_text("precious", encoding="utf-8")
    assert export(root, "-f", "csv", "-f", "ris", "-o", tmp_path) == 0
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "precious"
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"thesis.txt", "csv", "foc-graph.ris"}


#: Exports, and asks itself to end half-way.
STOPPED = """
import os, signal, sys
from foc_graph.cli import run
from foc_graph.exports.bibliographies import Ris
Ris.render = lambda self, content: os.kill(os.getpid(), signal.SIGTERM)
sys.exit(run(["--root", sys.argv[1], "export", "-f", "csl", "-f", "ris", "-o", sys.argv[2]]))
"""


def test_asked_to_stop_it_leaves_no_litter(root, tmp_path):
    command = [sys.executable, "-c", STOPPED, str(root), str(tmp_path / "out")]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.strip()) == (130, "foc-graph: interrupted")
    assert not list(tmp_path.iterdir())
