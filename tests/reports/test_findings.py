"""Fingerprints and rules: a finding is known again tomorrow."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import WARNING, sh
from foc_graph.reports.findings import all_findings
from foc_graph.shacl.report import Checked, Problem, Report

CHECKED = Checked("sparql", 1, 1, 1, 1)


def findings(*results, problems=(), prefixes=None):
    return all_findings(Report(CHECKED, results, tuple(problems)), prefixes)


def prints(*results):
    return [finding.fingerprint for finding in findings(*results)]


@pytest.mark.parametrize(
    "change", [{"line": 99, "column": 1}, {"file": "data/other.ttl"}, {"severity": WARNING}]
)
def test_fingerprint_survives_a_move(result, change):
    assert prints(result(**change)) == prints(result())


@pytest.mark.parametrize(
    "change",
    [
        {"focus_node": ox.NamedNode("https://example.org/id/state/LVA")},
        {"value": ox.Literal("Estonia")},
        {"value": None},
        {"path": None},
        {"component": sh("MinCountConstraintComponent")},
        {"source_shape": ox.NamedNode("https://example.org/ns#Other")},
        {"messages": (ox.Literal("Something else."),)},
    ],
)
def test_fingerprint_tells_findings_apart(result, change):
    assert prints(result(**change)) != prints(result())


def test_fingerprint_ignores_the_names_of_blank_nodes(result):
    def made():
        node = ox.BlankNode()
        said = (ox.Literal(f"about _:{node.value}"),)
        return result(focus_node=node, source_shape=ox.BlankNode(), value=node, messages=said)

    assert prints(made()) == prints(made())


def test_the_same_twice_is_numbered(result):
    first, second, third = prints(result(line=9), result(line=3), result(line=5))

    assert (second, third) == (f"{first}/2", f"{first}/3")
    assert "/" not in first


def test_rule_of_a_shape_without_a_name_goes_by_its_file_and_path(result):
    inner = result(source_shape=ox.BlankNode(), shape_place=Span("ontology/shapes/State.ttl", 3, 1))

    (finding,) = findings(inner)

    assert finding.rule == "State/<https://example.org/ns#name>/Datatype"


def test_a_problem_is_a_finding_with_a_rule_of_its_own():
    problem = Problem(Span("data/a.ttl", 3), "syntax error: no dot", "add it")
    moved = replace(problem, place=Span("data/a.ttl", 30))

    (one,), (other,) = findings(problems=[problem]), findings(problems=[moved])

    assert (one.rule, one.severity) == ("file", "violation")
    assert one.message == "syntax error: no dot - add it"
    assert one.fingerprint == other.fingerprint


def test_texts_hold_no_control_characters(result):
    said = (ox.Literal("Red\x1b[31m\nand \u202eback"),)

    (finding,) = findings(result(messages=said, value=ox.Literal("\x07\x1b]0;x\x07")))

    assert finding.message == "Red\ufffd[31m and \ufffdback"
    assert finding.value == '"\ufffd\ufffd]0;x\ufffd"'
