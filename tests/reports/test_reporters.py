"""What holds for every format, and how reports are written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.rdf.terms import INFO
from foc_graph.reports import REPORTERS, View, get_reporter, write_reports
from foc_graph.shacl.report import Checked, Report

CHECKED = Checked("sparql", 1, 1, 1, 1)


@pytest.mark.parametrize("form", REPORTERS)
def test_every_format_goes_by_the_name_of_its_module(form):
    assert get_reporter(form).name == form


@pytest.mark.parametrize("form", REPORTERS)
def test_paths_start_where_the_record_says(form, show, result):
    """A project in the folder ``sub`` of a repository."""
    text = show(form, result(focus_node=ox.BlankNode()), folder="sub/")

    in_repository = get_reporter(form).paths == "repository"
    assert ("sub/data/state/EST.ttl" in text) == in_repository
    assert ("data/state/EST.ttl" in text) == (form != "turtle")  # SHACL has no property for places


@pytest.mark.parametrize("form", REPORTERS)
def test_same_bytes_each_time(form, show, result):
    def found():
        nodes = [ox.BlankNode() for _ in range(3)]
        return [result(focus_node=n, value=n, line=k) for k, n in enumerate(nodes, 1)]

    assert show(form, *found()) == show(form, *reversed(found()))


@pytest.mark.parametrize("form", REPORTERS)
def test_thousands_of_findings_are_no_trouble(form, show, many):
    assert show(form, *many(3_000))


@pytest.mark.parametrize("form", REPORTERS)
def test_odd_text_is_no_trouble(form, show, result):
    said = ox.Literal("\x00 \x1b[31m \U0001f600 % :: ]]> </x> | ` \u202e\r\n")

    assert show(
        form, result(messages=(said,), value=said, severity=ox.NamedNode("urn:x:y"))
    ).encode()


def test_a_severity_of_ones_own_counts_as_a_violation(result):
    report = Report(CHECKED, (result(ox.NamedNode("https://example.org/ns#Terrible")),))

    assert report.counts["violation"] == 1
    assert not report.conforms


def test_unknown_format_is_a_wrong_call():
    with pytest.raises(UsageProblem, match="no such format"):
        get_reporter("pdf")


def test_reports_are_written_each_with_what_it_shows(tmp_path, result):
    report = Report(CHECKED, (result(INFO),))
    files = [("json", tmp_path / "new" / "r.json"), ("junit", tmp_path / "r.xml")]

    write_reports(report, View(), files)

    assert '"info"' in files[0][1].read_text("utf-8")
    assert "state/EST" not in files[1][1].read_text("utf-8")


def test_a_report_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CouldNotRun, match="could not write"):
        write_reports(Report(CHECKED), View(), [("json", tmp_path / "file" / "r.json")])


@pytest.mark.parametrize("form", REPORTERS)
def test_every_format_is_documented(form, repository):
    page = (repository / "docs" / "reporters.md").read_text("utf-8")

    assert f"\n| `{form}` | " in page
    assert f"| {get_reporter(form).shows} |\n" in page.partition(f"\n| `{form}` |")[2]


def test_the_example_in_python_is_true(repository, tmp_path, monkeypatch):
    page = (repository / "docs" / "reporters.md").read_text("utf-8")
    example = page.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)

    exec(example.replace("find_project()", f"find_project(Path({str(repository)!r}))"), {})  # noqa: S102

    assert (tmp_path / "out.sarif").stat().st_size
    assert (tmp_path / "out.xml").stat().st_size


def test_no_reporter_imports_click(repository):
    modules = sorted((repository / "foc_graph" / "reports").rglob("*.py"))

    assert len(modules) > len(REPORTERS)
    assert not [path.name for path in modules if "import click" in path.read_text("utf-8")]
