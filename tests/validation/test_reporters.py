"""How a report is shown."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from foc_graph.errors import UsageProblem
from foc_graph.prefixes import PrefixMap
from foc_graph.reporters import REPORTERS, View, get_reporter
from foc_graph.validation.paths import Path, predicate_path
from foc_graph.validation.report import Checked, Problem, Report, Result
from foc_graph.validation.terms import INFO, VIOLATION, WARNING, sh

BASE = "https://example.org/"
PREFIXES = PrefixMap(BASE, {"ex": f"{BASE}ns#", "sh": sh("").value})
NAME = predicate_path(ox.NamedNode(f"{BASE}ns#name"))
CHECKED = Checked("sparql", files=1200, triples=25_000, shapes=1, focus_nodes=3)


def result(severity=VIOLATION, **changes):
    """A result with everything in it."""
    fields = {
        "severity": severity,
        "focus_node": ox.NamedNode(f"{BASE}id/state/EST"),
        "component": sh("DatatypeConstraintComponent"),
        "source_shape": ox.NamedNode(f"{BASE}ns#State-name"),
        "path": NAME,
        "value": ox.Literal("Estonia", language="en"),
        "messages": (ox.Literal(f"Not a name of {BASE}id/state/EST.", language="en"),),
        "file": "data/state/EST.ttl",
        "line": 7,
        "column": 12,
    }
    return Result(**(fields | changes))


def show(form, *found, severity="warning", checked=CHECKED, problems=(), **options):
    report = Report(checked, tuple(found), tuple(problems), **options)
    return get_reporter(form)(report, View(severity=severity, prefixes=PREFIXES))


def test_text_of_a_report_without_findings():
    assert show("text") == (
        "Checked 1,200 files with 25,000 triples: 3 focus nodes against 1 shape (engine sparql).\n"
        "Conforms: 0 violations, 0 warnings, 0 infos.\n"
    )


def test_text_of_a_result():
    assert show("text", result()).startswith(
        "data/state/EST.ttl:7:12: violation: Not a name of state/EST.\n"
        '    state/EST  ex:name  "Estonia"@en  [ex:State-name]\n\nChecked'
    )


def test_text_goes_by_file_and_line():
    problem = Problem("data/a.ttl", 3, 5, "syntax error: no dot", "add it")
    later = result(line=20)
    other = result(file="data/b.ttl")

    lines = show("text", later, other, result(), problems=[problem]).splitlines()

    assert [line.partition(": ")[0] for line in lines if ".ttl:" in line] == [
        "data/a.ttl:3:5", "data/b.ttl:7:12", "data/state/EST.ttl:7:12", "data/state/EST.ttl:20:12",
    ]  # fmt: skip
    assert lines[0] == "data/a.ttl:3:5: violation: syntax error: no dot - add it"
    assert lines[-1] == "Does not conform: 4 violations, 0 warnings, 0 infos."


def test_text_counts_what_it_does_not_show():
    text = show("text", result(INFO), result(INFO, line=9), result(WARNING))

    assert text.count("data/state/EST.ttl") == 1
    assert "     2  info       Not a name of state/EST.\n" in text
    assert "Conforms: 0 violations, 1 warning, 2 infos.\n" in text


def test_text_shows_informations_when_asked():
    assert "data/state/EST.ttl:7:12: info: " in show("text", result(INFO), severity="info")


def test_text_cuts_long_values_and_keeps_lines_whole():
    text = show("text", result(value=ox.Literal("a\n" * 100)))

    assert '"a\\na\\n' in text
    assert all(len(line) < 140 for line in text.splitlines())


def test_text_names_what_was_missing_and_what_was_left_to_pyshacl():
    text = show(
        "text", checked=Checked("sparql", 1, 1, 0, 0), fallback=(ox.NamedNode(f"{BASE}ns#S"),)
    )

    assert "Left to pySHACL, because they cannot be compiled exactly: ex:S.\n" in text
    assert text.endswith("Does not conform: there were no shapes to check.\n")


def test_verdict_follows_the_severity_to_fail_on():
    report = Report(CHECKED, (result(WARNING),))

    assert "\nConforms: " in get_reporter("text")(report, View())
    assert "\nDoes not conform: " in get_reporter("text")(report, View(fail_on="warning"))


def test_a_severity_of_ones_own_counts_as_a_violation():
    report = Report(CHECKED, (result(ox.NamedNode(f"{BASE}ns#Terrible")),))

    assert report.counts["violation"] == 1
    assert not report.conforms


def test_json_has_every_documented_field():
    content = json.loads(show("json", result(), severity="info"))

    assert list(content) == [
        "version", "conforms", "failOn", "checked", "counts", "fallback", "problems", "results",
    ]  # fmt: skip
    assert content["version"] == 1
    assert content["conforms"] is False
    assert content["results"] == [
        {
            "severity": "violation",
            "message": f"Not a name of {BASE}id/state/EST.",
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
            "file": "data/state/EST.ttl",
            "line": 7,
            "column": 12,
        }
    ]


def test_json_of_a_problem():
    problem = Problem("data/a.ttl", 3, None, "syntax error: no dot", "add it")

    (found,) = json.loads(show("json", problems=[problem]))["problems"]

    assert (found["file"], found["line"], found["fix"]) == ("data/a.ttl", 3, "add it")


def test_turtle_is_the_report_of_shacl():
    inverse = Path("/", (Path("^", (NAME,)), NAME))
    text = show("turtle", result(path=inverse), result(line=9), severity="info")
    graph = list(ox.parse(text, format=ox.RdfFormat.TURTLE))

    assert text.startswith("@prefix ex: <https://example.org/ns#> .\n@prefix ")
    assert sum(triple.predicate == sh("result") for triple in graph) == 2
    assert {str(t.object) for t in graph if t.predicate == sh("conforms")} == {
        '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    }
    assert sum(triple.predicate == sh("inversePath") for triple in graph) == 1


def test_turtle_reads_back_as_the_same_path():
    from foc_graph.validation.paths import read_path
    from foc_graph.validation.triples import TripleIndex

    for kind in "^*+?":
        path = Path("|", (Path(kind, (NAME,)), Path("/", (NAME, NAME, NAME))))
        text = show("turtle", result(path=path))
        parsed = ox.parse(text, format=ox.RdfFormat.TURTLE)
        graph = TripleIndex(ox.Quad(t.subject, t.predicate, t.object) for t in parsed)
        node = next(n for n in graph.subjects() if graph.objects(n, sh("resultPath")))

        assert read_path(graph, graph.value(node, sh("resultPath"))) == path


def test_turtle_says_conforms_only_without_any_result():
    """SHACL 3.6.1.1 knows no severity that does not count."""
    assert "sh:conforms true" in show("turtle")
    assert "sh:conforms false" in show("turtle", result(INFO), severity="info")
    assert "sh:conforms false" in show("turtle", checked=Checked("sparql", 1, 1, 1, 0))


@pytest.mark.parametrize("form", REPORTERS)
def test_same_bytes_each_time(form):
    found = [result(focus_node=ox.BlankNode(), value=ox.BlankNode(), line=n) for n in (3, 1, 2)]

    assert show(form, *found) == show(form, *reversed(found))


def test_unknown_format_is_a_wrong_call():
    with pytest.raises(UsageProblem, match="no such format"):
        get_reporter("pdf")
