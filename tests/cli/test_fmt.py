"""``foc-graph fmt``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from foc_graph.cli import run
from tests.conftest import ROOT

TINY = ROOT / "tests/projects/tiny"

CANONICAL = "@base <https://w3id.org/foc-graph/id/> .\n\n<thing/a>\n  <urn:p> 1 .\n"


@pytest.fixture
def root(tmp_path):
    """A canonical project, to disturb."""
    return Path(shutil.copytree(TINY, tmp_path / "copy"))


@pytest.fixture
def thing(root):
    """A file of it that is not canonical."""
    path = root / "data/thing/a.ttl"
    path.parent.mkdir()
    path.write_text("<thing/a> <urn:p> 1 .")
    return path


def test_a_canonical_project_passes(root, capsys):
    assert run(["--root", str(root), "fmt", "--check"]) == 0
    assert capsys.readouterr() == ("", "18 files: 0 would change\n")


def test_fmt_rewrites_what_differs_and_says_so(root, thing, capsys):
    assert run(["--root", str(root), "fmt"]) == 0
    assert capsys.readouterr() == ("rewritten: data/thing/a.ttl\n", "19 files: 1 rewritten\n")
    assert thing.read_text() == CANONICAL


def test_check_writes_nothing_and_names_the_command_that_mends(root, thing, capsys):
    assert run(["--root", str(root), "fmt", "--check", str(thing)]) == 1
    assert capsys.readouterr() == (
        "not canonical: data/thing/a.ttl\n",
        f"1 file: 1 would change\nmend with: foc-graph --root {root} fmt {thing}\n",
    )
    assert thing.read_text() == "<thing/a> <urn:p> 1 ."


def test_diff_shows_what_would_change_and_writes_nothing(root, thing, capsys):
    assert run(["--root", str(root), "fmt", "--diff", str(thing)]) == 0
    assert capsys.readouterr().out == (
        "--- data/thing/a.ttl\n+++ data/thing/a.ttl (formatted)\n@@ -1 +1,4 @@\n"
        "-<thing/a> <urn:p> 1 .\n\\ No newline at end of file\n"
        "+@base <https://w3id.org/foc-graph/id/> .\n+\n+<thing/a>\n+  <urn:p> 1 .\n"
    )
    assert thing.read_text() == "<thing/a> <urn:p> 1 ."


def test_check_with_diff_shows_and_fails(root, thing, capsys):
    assert run(["--root", str(root), "fmt", "--check", "--diff", str(thing)]) == 1
    assert capsys.readouterr().out.startswith("--- data/thing/a.ttl\n")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xef\xbb\xbf" + CANONICAL.encode(), "a byte order mark"),
        (CANONICAL.replace("\n", "\r\n").encode(), "CR LF"),
        (
            b"\xef\xbb\xbf" + CANONICAL.replace("\n", "\r\n").encode(),
            "a byte order mark and CR LF",
        ),
    ],
)
def test_check_names_what_an_editor_hides_and_fmt_mends_it(root, thing, capsys, content, why):
    thing.write_bytes(content)
    assert run(["--root", str(root), "fmt", "--check", str(thing)]) == 1
    assert capsys.readouterr().out == f"not canonical: data/thing/a.ttl (has {why})\n"
    assert run(["--root", str(root), "fmt", str(thing)]) == 0
    assert thing.read_bytes() == CANONICAL.encode()


def test_a_file_that_cannot_be_rewritten_is_named_and_the_others_are(root, thing, capsys):
    broken = root / "data/thing/b.ttl"
    broken.write_text("<thing/b>\n  <urn:p> # why\n 1 .\n")
    assert run(["--root", str(root), "fmt", str(thing.parent)]) == 1
    assert capsys.readouterr() == (
        "rewritten: data/thing/a.ttl\n",
        (
            "foc-graph: data/thing/b.ttl:2: a comment would lose its place"
            " - move it to a line of its own above the subject\n"
            "2 files: 1 rewritten, 1 cannot be rewritten\n"
        ),
    )
    assert broken.read_text() == "<thing/b>\n  <urn:p> # why\n 1 .\n"
    assert thing.read_text() == CANONICAL


def test_a_path_that_is_not_there_is_a_wrong_call(root, capsys):
    assert run(["--root", str(root), "fmt", str(root / "none.ttl")]) == 2
    assert "none.ttl' does not exist" in capsys.readouterr().err


def test_a_folder_without_turtle_is_a_wrong_call(root, capsys):
    (root / "queries").mkdir()
    assert run(["--root", str(root), "fmt", str(root / "queries")]) == 2
    assert capsys.readouterr().err == (
        f"foc-graph: {root}/queries: holds no Turtle - give .ttl files or folders of them\n"
    )


def test_a_file_that_cannot_be_written_stays_as_it_was(root, thing, capsys, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("foc_graph.project.atomic.os.fsync", full)
    assert run(["--root", str(root), "fmt", str(thing)]) == 3
    assert "could not write (No space left on device)" in capsys.readouterr().err
    assert [path.name for path in thing.parent.iterdir()] == ["a.ttl"]
    assert thing.read_text() == "<thing/a> <urn:p> 1 ."


def test_our_own_files_are_canonical(repository, capsys):
    code = run(["--root", str(repository), "fmt", "--check"])
    captured = capsys.readouterr()
    assert code == 0, captured.out + captured.err
