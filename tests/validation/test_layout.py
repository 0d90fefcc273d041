"""A data file describes what its name says, and no file under data/ is passed over."""

from __future__ import annotations

import shutil

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.validation import validate


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
    assert report.problems[0].fix == (
        "it describes a: rename the file to a.ttl, then run foc-graph fmt"
    )
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
