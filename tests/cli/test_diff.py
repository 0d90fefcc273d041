"""``foc-graph diff``."""

from __future__ import annotations

import json

import pytest

from foc_graph.cli import run
from tests.history.conftest import Repository


@pytest.fixture
def commits(small):
    repository = Repository(small)
    old = repository.git("rev-parse", "HEAD")
    new = repository.commit("two", {"thing/one.ttl": '<thing/one> a ex:Thing ; ex:name "two" .'})
    return small, old, new


def diff(project, capsysbinary, *arguments):
    code = run(["--root", str(project.root), "diff", *arguments])
    printed = capsysbinary.readouterr()
    return code, printed.out.decode(), printed.err.decode()


def test_two_revisions_are_compared_in_words(commits, capsysbinary):
    project, old, new = commits
    code, out, _ = diff(project, capsysbinary, old, new)
    assert code == 0
    assert out == "thing/one (changed)\n  name changed from “one” to “two”\n1 entity changed\n"


def test_one_revision_is_compared_with_the_files(commits, capsysbinary):
    project, _, new = commits
    (project.data / "thing" / "new.ttl").write_text("<https://example.org/id/thing/new> a <x:y> .")
    code, out, _ = diff(project, capsysbinary, new)
    assert (code, out) == (0, "thing/new (added)\n1 entity added\n")


@pytest.mark.parametrize("name", ["markdown", "json", "patch"])
def test_other_formats(commits, capsysbinary, name):
    project, old, new = commits
    _, out, _ = diff(project, capsysbinary, old, new, "--format", name)
    if name == "json":
        (change,) = json.loads(out)["changes"]
        assert change["iri"] == "https://example.org/id/thing/one"
        assert change["statements"] == ["name changed from “one” to “two”"]
        assert (len(change["added"]), len(change["removed"])) == (1, 1)
    elif name == "patch":
        assert [line[:1] for line in out.splitlines()] == ["T", "D", "A", "T"]
    else:
        assert "- **thing/one** changed\n  - name changed" in out


@pytest.mark.parametrize(("revision", "code"), [("nope", 2), ("", 2)])
def test_an_unknown_revision_is_a_wrong_call(commits, capsysbinary, revision, code):
    found, out, err = diff(commits[0], capsysbinary, revision)
    assert (found, out) == (code, "")
    assert "no such revision" in err


def test_outside_of_git_it_says_so(small, capsysbinary):
    code, _, err = diff(small, capsysbinary, "HEAD")
    assert code == 3
    assert "is not in a git repository" in err
