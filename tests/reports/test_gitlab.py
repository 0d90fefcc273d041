"""GitLab's code quality report, by the fields that its documentation lists."""

from __future__ import annotations

import json

import jsonschema
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import INFO, WARNING
from foc_graph.shacl.report import Problem

#: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture
def issues(show):
    def make(*found, **options):
        content = json.loads(show("gitlab", *found, **options))
        jsonschema.validate(content, SCHEMA)
        return content

    return make


def test_the_schema_notices():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"description": "x"}], SCHEMA)


def test_a_result(issues, result):
    (one,) = issues(result(end_line=8, end_column=2), folder="graph/")

    assert one["description"] == "Not a name of state/EST."
    assert one["location"] == {
        "path": "graph/data/state/EST.ttl", "lines": {"begin": 7, "end": 8},
    }  # fmt: skip


def test_severities(issues, result):
    problem = Problem(Span("data/a.ttl"), "no dot", "add it")

    found = issues(result(), result(WARNING), result(INFO), problems=[problem])

    assert [one["severity"] for one in found] == ["critical", "major", "minor", "info"]


def test_fingerprints_are_all_different(issues, result):
    """GitLab drops the second finding with the same one."""
    found = issues(result(), result(), result(line=9))

    assert len({one["fingerprint"] for one in found}) == 3


def test_what_has_no_place_still_has_a_location(issues, result):
    (one,) = issues(result(place=None))

    assert one["location"]["lines"] == {"begin": 1}


def test_nothing_found_is_an_empty_list(issues):
    assert issues() == []
