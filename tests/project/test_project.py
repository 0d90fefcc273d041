"""Which project is opened."""

from __future__ import annotations

import pytest

import foc_graph
from foc_graph.cli import run
from foc_graph.errors import UsageProblem
from foc_graph.project import bundled_project, find_judged_project, find_own_project, find_project


def test_a_given_root_wins_over_the_working_directory(small, monkeypatch, repository):
    monkeypatch.chdir(repository)

    assert find_project(small.root) == small


def test_a_checkout_around_the_working_directory_is_found(small, monkeypatch):
    monkeypatch.chdir(small.data / "thing")

    assert find_project() == small


def test_elsewhere_the_bundled_copy_is_used(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert find_project() == bundled_project()


def test_what_rewrites_never_takes_the_bundled_copy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageProblem, match=r"no project here: .* go into one, or name it"):
        find_own_project()


def test_ones_own_project_is_found_as_any(small, monkeypatch):
    monkeypatch.chdir(small.data)

    assert find_own_project() == small == find_own_project(small.root)


@pytest.mark.parametrize("folder", [".git", "data", "ontology"])
@pytest.mark.parametrize("command", ["validate", "lint", "test-shapes"])
def test_the_bundled_copy_is_not_judged_where_another_is_meant(
    tmp_path, monkeypatch, capsys, command, folder
):
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)

    assert run([command]) == 2
    assert "no project here" in capsys.readouterr().err


def test_in_a_folder_of_a_repository_another_is_meant(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")

    with pytest.raises(UsageProblem, match="no project here"):
        find_judged_project()


def test_a_project_in_a_folder_here_is_named(small, tmp_path, monkeypatch, capsys):
    (tmp_path / "above").mkdir()
    for part in ("ontology", "data"):
        (small.root / part).rename(tmp_path / "above" / part)
    monkeypatch.chdir(tmp_path)

    assert run(["validate"]) == 2
    assert capsys.readouterr().err.endswith("data/ - name it: --root above\n")


def test_elsewhere_it_is_said_that_the_bundled_copy_is_judged(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert run(["lint"]) == 0
    assert "foc-graph: no project here: checking the copy in " in capsys.readouterr().err


def test_of_a_project_here_nothing_is_said(project, monkeypatch, capsys):
    monkeypatch.chdir(project.data)

    assert run(["lint"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["fmt", "fmt --check ."])
def test_the_bundled_copy_is_never_rewritten(tmp_path, monkeypatch, capsys, command):
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
