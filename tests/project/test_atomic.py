"""Whole or not at all."""

from __future__ import annotations

import os
import sys

import pytest

import foc_graph.project.atomic
from foc_graph.errors import CouldNotRun
from foc_graph.project.atomic import atomic_directory, write_atomic


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "deep" / "a.txt"
    write_atomic(target, b"old")
    write_atomic(target, b"new")

    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]


def test_a_write_that_fails_keeps_the_old_content_and_leaves_nothing(tmp_path):
    target = tmp_path / "a"
    target.mkdir()
    (target / "kept").write_text("kept")

    with pytest.raises(CouldNotRun, match="what was there is unchanged"):
        write_atomic(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.fixture(params=["exchange", "two renames"])
def swap(request, monkeypatch):
    """Both ways of taking the place; the second is for systems that cannot exchange."""
    if request.param == "two renames":
        monkeypatch.setattr(foc_graph.project.atomic, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("swap")
def test_a_folder_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "dist"
    for content in ("old", "new"):
        with atomic_directory(target) as new:
            (new / "a.txt").write_text(content)

    assert (target / "a.txt").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_folder_and_no_litter(tmp_path, error):
    target = tmp_path / "dist"
    with atomic_directory(target) as new:
        (new / "a.txt").write_text("old")

    with pytest.raises(error), atomic_directory(target) as new:
        (new / "a.txt").write_text("half")
        raise error

    assert (target / "a.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_run_killed_between_the_two_renames_is_mended_by_the_next(tmp_path):
    target = tmp_path / "dist"
    (tmp_path / ".dist.foc-graph-old").mkdir()
    (tmp_path / ".dist.foc-graph-old" / "a.txt").write_text("old")
    (tmp_path / ".dist.foc-graph-new-x-y").mkdir()

    with pytest.raises(ValueError, match="stop"), atomic_directory(target):
        assert (target / "a.txt").read_text() == "old"
        raise ValueError("stop")

    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can exchange two folders here")
def test_linux_exchanges_in_one_step(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()

    assert foc_graph.project.atomic._exchange(tmp_path / "one", tmp_path / "other")  # noqa: SLF001
    assert (tmp_path / "one" / "other").exists()


def test_folders_of_others_and_of_running_processes_stay(tmp_path):
    theirs = {".dist.old", ".dist.new", f".dist.foc-graph-new-{os.getppid()}-x", "[dist]"}
    for name in theirs:
        (tmp_path / name).mkdir()

    for target in (tmp_path / "dist", tmp_path / "[dist]"):
        with atomic_directory(target) as new:
            (new / "a.txt").write_text("new")

    assert {path.name for path in tmp_path.iterdir()} == theirs | {"dist"}
