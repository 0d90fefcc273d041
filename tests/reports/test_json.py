"""The report for programs, by the JSON Schema that the package carries."""

from __future__ import annotations

import json

import jsonschema
import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import sh
from foc_graph.reports.baseline import Baseline, BaselineEntry
from foc_graph.reports.json import SCHEMA
from foc_graph.shacl.report import Checked, Problem, Since

BASE = "https://example.org/"


@pytest.fixture(scope="session")
def schema():
    content = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    return content


@pytest.fixture
def report(show, schema):
    def make(*found, **options):
        content = json.loads(show("json", *found, **options))
        jsonschema.validate(content, schema)
        return content

    return make


def test_every_documented_field_is_there(report, result, schema):
    content = report(result())

    assert list(content) == list(schema["properties"])
    assert (content["version"], content["conforms"], content["baseline"]) == (1, False, None)
    (one,) = content["results"]
    assert one.pop("fingerprint").isalnum()
    assert one == {
        "severity": "violation",
        "rule": "ex:State-name/Datatype",
        "message": f"Not a name of {BASE}id/state/EST.",
        "hint": None,
        "focusNode": {"type": "iri", "value": f"{BASE}id/state/EST"},
        "path": f"<{BASE}ns#name>",
        "value": {
            "type": "literal",
            "value": "Estonia",
            "datatype": "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
            "language": "en",
        },
        "shape": {"type": "iri", "value": f"{BASE}ns#State-name"},
        "component": sh("DatatypeConstraintComponent").value,
        "shapePlace": None,
        "derivedBy": None,
        "file": "data/state/EST.ttl",
        "line": 7,
        "column": 12,
        "endLine": None,
        "endColumn": None,
    }


def test_the_schema_names_every_field(report, result, schema):
    """New fields may come, but never without being described."""
    place = Span("ontology/x.rq", 1, 2, 3, 4)
    content = report(
        result(shape_place=place, derived_by=place),
        problems=[Problem(Span("data/a.ttl", 3), "no dot", "add it")],
    )
    known = schema["$defs"]["finding"]["properties"]

    for part in ("problems", "results"):
        described = {*known, *schema["properties"][part]["items"]["properties"]}
        assert {*content[part][0]} == described


def test_a_result_with_hardly_anything(report, result):
    node = ox.BlankNode()

    (one,) = report(
        result(place=None, path=None, value=None, focus_node=node, source_shape=node, messages=())
    )["results"]

    assert (one["file"], one["path"], one["focusNode"]) == (None, None, {"type": "blank"})


def test_a_problem(report):
    (one,) = report(problems=[Problem(Span("data/a.ttl", 3), "no dot", "add it")])["problems"]

    assert (one["file"], one["line"], one["message"], one["fix"]) == (
        "data/a.ttl", 3, "no dot", "add it",
    )  # fmt: skip


def test_what_a_baseline_accepts(report):
    entry = BaselineEntry("ex:S/Class", "state/EST", "Gone.", "violation", "0" * 64)

    content = report(baseline=Baseline("known.json", (entry,)))

    assert content["baseline"]["accepted"] == 0
    assert content["baseline"]["stale"][0]["focus"] == "state/EST"


def test_a_run_since_a_revision_says_so(report):
    since = Since("main", "0123456789", 2)
    checked = Checked("sparql", files=2, triples=5, shapes=1, focus_nodes=3, since=since)

    assert report(checked=checked)["checked"]["since"] == {
        "revision": "main", "commit": "0123456789", "files": 2, "whyAll": None,
    }  # fmt: skip
