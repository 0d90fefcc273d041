"""Which project is opened."""

from __future__ import annotations

import pytest

import foc_graph
from foc_graph.cli import run
from foc_graph.errors import UsageProblem
from foc_graph.project import bundled_project, find_own_project, find_project


def test_a_given_root_wins_over_the_working_directory(small, monkeypatch, repository):
    monkeypatch.chdir(repository)

    assert find_project(small.root) == small


def test_a_checkout_around_the_working_directory_is_found(small, monkeypatch):
    monkeypatch.chdir(small.data / "thing")

    assert find_project() == small


def test_elsewhere_the_bundled_copy_is_used(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert find_project() == bundled_project()


def test_what_judges_or_rewrites_never_takes_the_bundled_copy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageProblem, match=r"no project here: .* go into one, or name it"):
        find_own_project()


def test_ones_own_project_is_found_as_any(small, monkeypatch):
    monkeypatch.chdir(small.data)

    assert find_own_project() == small == find_own_project(small.root)


@pytest.mark.parametrize("command", ["validate", "lint", "fmt", "fmt --check .", "test-shapes"])
def test_outside_a_project_nothing_is_judged(tmp_path, monkeypatch, capsys, command):
    (tmp_path / "graph" / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    assert run(command.split()) == 2
    assert "no project here" in capsys.readouterr().err


def test_a_root_that_is_missing_is_a_usage_problem(tmp_path):
    with pytest.raises(UsageProblem, match="no such folder - give --root"):
        find_project(tmp_path / "nowhere")


def test_a_root_without_a_project_is_a_usage_problem(tmp_path):
    with pytest.raises(UsageProblem, match="not a project"):
        find_project(tmp_path)


def test_frames_context_and_shapes_are_no_part_of_the_dataset(project):
    files = {path.name for path in project.ontology_files()}

    assert {"foc.ttl", "align.ttl", "prefixes.ttl"} <= files
    assert "context.jsonld" not in files
    assert not files & {path.name for path in project.shape_files() if path.name != "prefixes.ttl"}


def test_hidden_files_are_left_out(small):
    (small.data / "thing" / ".one.ttl.swp.ttl").write_text("not Turtle")

    assert [path.name for path in small.data_files()] == ["one.ttl"]


def test_open_graph_gives_rdflib_the_union(small):
    graph = foc_graph.open_graph(small.root)

    assert [str(name) for name in graph.objects()][-1:] != []
    assert len(list(graph.triples((None, None, None)))) == 2
