"""JUnit XML, by the schema of the Jenkins plug-in and as a library reads it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from junitparser import JUnitXml
from lxml import etree

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import WARNING
from foc_graph.reports.baseline import Baseline, entries_of
from foc_graph.reports.findings import all_findings
from foc_graph.shacl.report import Checked, Problem, Report

#: From jenkinsci/xunit-plugin (MIT), as the source distribution of pytest carries it.
XSD = Path(__file__).parent / "schemas" / "junit-10.xsd"


@pytest.fixture(scope="session")
def schema():
    return etree.XMLSchema(etree.parse(XSD))


@pytest.fixture
def cases(show, schema):
    """Render JUnit, check it against the schema, and return its test cases by name."""

    def make(*found, **options):
        text = show("junit", *found, **({"severity": "warning"} | options)).encode()
        schema.assertValid(etree.fromstring(text))
        return {case.name: case for suite in JUnitXml.fromstring(text) for case in suite}

    return make


def outcome(case):
    return [type(one).__name__ for one in case.result]


def test_the_schema_notices(schema):
    assert not schema.validate(etree.fromstring("<testsuites><case/></testsuites>"))


def test_a_run_without_findings_has_a_test_that_passed(cases):
    found = cases()

    assert list(found) == ["3 focus nodes against 1 shape"]
    assert outcome(next(iter(found.values()))) == []


def test_a_violation_fails_and_says_where(cases, result):
    case = cases(result(), folder="graph/")["state/EST"]

    assert outcome(case) == ["Failure"]
    assert case.classname == "ex:State-name"
    assert case.result[0].message == "Not a name of state/EST."
    assert case.result[0].text.startswith("graph/data/state/EST.ttl:7:12: violation: Not a name")


def test_a_focus_node_is_one_case_a_shape(cases, result):
    found = cases(result(), result(value=None), result(source_shape=ox.BlankNode()))

    assert sum(outcome(case) == ["Failure"] for case in found.values()) == 2


def test_a_warning_does_not_fail_unless_wanted(cases, result):
    assert outcome(cases(result(WARNING))["state/EST"]) == []
    assert "warning: Not a name" in cases(result(WARNING))["state/EST"].system_out
    assert outcome(cases(result(WARNING), fail_on="warning")["state/EST"]) == ["Failure"]


def test_what_the_baseline_accepts_is_skipped(cases, result):
    found = all_findings(Report(Checked("x", 1, 1, 1, 1), (result(),)), None)

    case = cases(result(), baseline=Baseline("b.json", entries_of(found)))["state/EST"]

    assert outcome(case) == ["Skipped"]


def test_a_problem_and_nothing_to_check_fail(cases):
    problem = Problem(Span("data/a.ttl", 3), "no dot", "add it")

    assert outcome(cases(problems=[problem])["data/a.ttl"]) == ["Failure"]
    empty = cases(checked=Checked("sparql", 0, 0, 1, 0))
    assert outcome(empty["0 focus nodes against 1 shape"]) == ["Failure"]


def test_what_xml_cannot_hold_is_replaced(cases, result):
    said = (ox.Literal(']]> <&" \x00\x1b\ufffe'),)

    case = cases(result(messages=said, value=ox.Literal("\x0b\x01")))["state/EST"]

    assert case.result[0].message == ']]> <&" \ufffd\ufffd\ufffd'
