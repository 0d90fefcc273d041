"""What git and a runner tell of a project."""

from __future__ import annotations

import json

import pytest

from foc_graph.reports.location import (
    append_summary,
    base_of_change,
    changed_lines,
    folder_of,
    web_address,
)
from tests.conftest import git


@pytest.fixture
def graph(tmp_path):
    """A project in a folder of a repository, with one commit."""
    folder = tmp_path / "some graph"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a b.ttl").write_text("1\n2\n3\n")
    (folder / "data" / "é.ttl").write_text("1\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    return folder


def test_folder_in_the_repository(graph):
    assert folder_of(graph) == "some graph/"
    assert folder_of(graph.parent) == ""


def test_folder_in_the_workspace_where_there_is_no_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    (tmp_path / "sub").mkdir()

    assert (folder_of(tmp_path / "sub"), folder_of(tmp_path)) == ("sub/", "")


def test_lines_that_are_new(graph):
    (graph / "data" / "a b.ttl").write_text("1\n++ new\n3\nnew\n")
    (graph / "data" / "é.ttl").write_text("0\n1\n")

    lines = changed_lines(graph, "HEAD")

    assert lines == {"data/a b.ttl": {2, 4}, "data/é.ttl": {1}}


@pytest.mark.parametrize("revision", [None, "no-such-branch", "--output=x"])
def test_without_a_known_revision_nothing_is_new(graph, revision):
    assert changed_lines(graph, revision) is None


def test_without_a_repository_nothing_is_new(tmp_path):
    assert changed_lines(tmp_path, "HEAD") is None


@pytest.mark.parametrize(
    ("event", "base"),
    [
        ({"pull_request": {"base": {"sha": "a" * 40}}}, "a" * 40),
        ({"before": "b" * 40}, "b" * 40),
        ({"before": "0" * 40}, None),
        ({}, None),
        ([], None),
        ({"pull_request": None}, None),
    ],
)
def test_base_of_a_change(tmp_path, event, base):
    (tmp_path / "event.json").write_text(json.dumps(event))

    assert base_of_change({"GITHUB_EVENT_PATH": str(tmp_path / "event.json")}) == base


def test_base_of_a_change_from_the_branch():
    assert base_of_change({"GITHUB_BASE_REF": "main"}) == "origin/main"
    assert base_of_change({}) is None


def test_address_of_a_commit():
    run = {"GITHUB_SERVER_URL": "https://x", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "abc"}

    assert web_address(run) == "https://x/o/r/blob/abc/"
    assert web_address({}) is None


def test_summary_is_added_and_never_too_long(tmp_path):
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    environment = {"GITHUB_STEP_SUMMARY": str(file)}

    append_summary("after\n", environment)
    append_summary("x" * 2**20, environment)
    append_summary("no file", {})

    assert file.read_text() == "before\nafter\n"
