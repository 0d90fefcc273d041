"""A data file describes what its name says, and no file under data/ is passed over."""

from __future__ import annotations

import os
import shutil

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.shacl import validate


def thing(name):
    """A file that describes what ``thing/<name>.ttl`` says."""
    return f'<https://example.org/id/thing/{name}> a ex:Thing ; ex:name "{name}" .'


def said(report):
    return [(problem.file, problem.line, problem.message) for problem in report.problems]


def test_a_copy_under_another_name_is_a_violation(build):
    project = build({f"thing/{name}.ttl": thing(name) for name in "ab"})
    shutil.copy(project.data / "thing/a.ttl", project.data / "thing/a2.ttl")

    report = validate(project)

    what = "does not describe <id/thing/a2>, which its name says"
    assert said(report) == [("data/thing/a2.ttl", 1, what)]
    assert report.problems[0].fix == "it describes a, as a.ttl does: bring the two together there"
    assert not report.conforms


def test_half_of_the_files_make_the_layout(build):
    project = build({"thing/a.ttl": thing("a"), "thing/b.ttl": thing("a")})

    assert [problem.file for problem in validate(project).problems] == ["data/thing/b.ttl"]


def test_a_project_with_another_layout_is_left_alone(build):
    files = {"thing/all.ttl": thing("x"), "thing/more.ttl": thing("y"), "thing/a.ttl": thing("a")}

    assert validate(build(files)).conforms


def test_links_the_catalog_and_broken_files_have_no_name_to_keep(build):
    files = {f"thing/{name}.ttl": thing(name) for name in "ab"}
    files |= {"links/x.ttl": thing("a"), "catalog.ttl": thing("a"), "thing/c.ttl": "ex:c a ."}

    (problem,) = validate(build(files)).problems

    assert "syntax error" in problem.message


def test_only_the_files_that_paths_name_are_reported(build):
    project = build({f"thing/{name}.ttl": thing(name) for name in "ab"})
    shutil.copy(project.data / "thing/a.ttl", project.data / "thing/a2.ttl")

    assert validate(project, [project.data / "thing/a.ttl"]).conforms
    assert len(validate(project, [project.data / "thing/a2.ttl"]).problems) == 1


@pytest.mark.parametrize("name", ["thing/b.TTL", "thing/b.txt", "b", "thing/README"])
def test_a_file_that_is_not_read_is_a_violation(build, name):
    project = build({"thing/a.ttl": thing("a"), name: b"x"})

    for paths in ([], [project.data]):
        ((file, _, message),) = said(validate(project, paths))
        assert file == f"data/{name}"
        assert message.startswith("is not read: its ending is none of .jsonld, .nq, ")
    assert validate(project, [project.data / "thing/a.ttl"]).conforms


@pytest.mark.parametrize("name", [".DS_Store", "thing/.b.ttl.swp", ".cache/x", "thing/README.md"])
def test_hidden_files_and_read_mes_are_no_data(build, name):
    assert validate(build({"thing/a.ttl": thing("a"), name: b"x"})).conforms


@pytest.mark.parametrize("name", ["shapes", "shapes/all.ttl", "prefixes.ttl"])
def test_shapes_are_no_data_to_check(build, name):
    project = build({"thing/a.ttl": thing("a")})

    with pytest.raises(UsageProblem, match="holds no data to check"):
        validate(project, [project.ontology / name])
    assert validate(project, [project.ontology / name, project.data]).conforms


def test_a_file_under_a_wrong_name_is_to_be_renamed(build):
    project = build({f"thing/{name}.ttl": thing(name) for name in "ab"})
    (project.data / "thing/a.ttl").rename(project.data / "thing/a2.ttl")

    (problem,) = validate(project).problems

    assert problem.fix == "it describes a: rename the file to a.ttl, then run foc-graph fmt"


def link_to_nothing(path):
    path.symlink_to(path.parent / "gone")


def pipe(path):
    os.mkfifo(path)


def link_to_a_folder(path):
    path.symlink_to(path.parents[2], target_is_directory=True)


ODD = [
    (link_to_nothing, "thing/b.ttl", "cannot be read (no such file or directory)"),
    (pipe, "thing/b.ttl", "is no file"),
    (pipe, "thing/b", "is not read: its ending is none of"),
    (link_to_a_folder, "thing/b", "is not read: it is a link to a folder"),
    (link_to_a_folder, "thing/b.ttl", "is no file"),
]


@pytest.mark.parametrize(("make", "name", "message"), ODD)
def test_links_and_pipes_are_not_passed_over(build, make, name, message):
    project = build({"thing/a.ttl": thing("a")})
    make(project.data / name)

    report = validate(project)

    assert not report.conforms
    assert [(file, text[: len(message)]) for file, _, text in said(report)] == [
        (f"data/{name}", message)
    ]


def test_a_linked_folder_of_shapes_is_not_passed_over(build, tmp_path):
    project = build({"thing/a.ttl": thing("a")})
    (tmp_path / "elsewhere").mkdir()
    (project.shapes / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert [file for file, _, _ in said(validate(project))] == ["ontology/shapes/more"]
