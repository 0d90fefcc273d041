"""``foc-graph publish``: one line when it is done, one sentence when it is not."""

from __future__ import annotations

import pytest

from foc_graph.cli import run
from tests.conftest import make_project


@pytest.fixture
def root(repository, tmp_path):
    return make_project(repository, tmp_path / "project").root


def publish(root, *arguments):
    return run(["--root", str(root), "publish", *map(str, arguments)])


def test_it_says_in_one_line_what_it_did(root, tmp_path, capsys):
    assert publish(root, "-o", tmp_path / "dist") == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{tmp_path / 'dist'}: ")
    assert printed.out.endswith(" statements, validated and sealed\n")
    assert printed.out.count("\n") == 1
    assert printed.err == ""


def test_it_fills_dist_where_nothing_else_is_said(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert publish(root) == 0
    assert (tmp_path / "dist" / "manifest.json").is_file()


def test_data_that_do_not_conform_exit_1_and_publish_nothing(root, tmp_path, capsys):
    (root / "data" / "state" / "XXX.ttl").write_text(
        "<https://w3id.org/foc-graph/id/state/XXX> a <https://w3id.org/foc-graph/ns#State> .",
        encoding="utf-8",
    )
    assert publish(root, "-o", tmp_path / "dist") == 1
    error = capsys.readouterr().err
    assert error.startswith("foc-graph: data/state/XXX.ttl:1: does not conform: A state has a name")
    assert "foc-graph validate" in error
    assert not (tmp_path / "dist").exists()


def test_a_folder_of_somebody_else_exits_2(root, tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("precious", encoding="utf-8")
    assert publish(root, "-o", tmp_path) == 2
    assert "another folder with -o" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").is_file()


def test_a_folder_that_cannot_be_made_exits_3(root, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert publish(root, "-o", tmp_path / "file" / "dist") == 3
    assert "could not write" in capsys.readouterr().err
