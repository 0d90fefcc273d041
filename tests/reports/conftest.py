"""Reports made by hand: each fixture builds what a reporter is then asked to show."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.prefixes import PrefixMap
from foc_graph.rdf.terms import VIOLATION, sh
from foc_graph.reports import View, get_reporter
from foc_graph.shacl.report import Checked, Report, Result
from foc_graph.sparql.paths import predicate_path

BASE = "https://example.org/"
PREFIXES = PrefixMap(BASE, {"ex": f"{BASE}ns#", "sh": sh("").value})
NAME = predicate_path(ox.NamedNode(f"{BASE}ns#name"))
CHECKED = Checked("sparql", files=1200, triples=25_000, shapes=1, focus_nodes=3)


@pytest.fixture
def result():
    """Make a result with everything in it; ``file``, ``line`` and so on are those of its place."""

    def make(severity=VIOLATION, **changes):
        fields = {
            "severity": severity,
            "focus_node": ox.NamedNode(f"{BASE}id/state/EST"),
            "component": sh("DatatypeConstraintComponent"),
            "source_shape": ox.NamedNode(f"{BASE}ns#State-name"),
            "path": NAME,
            "value": ox.Literal("Estonia", language="en"),
            "messages": (ox.Literal(f"Not a name of {BASE}id/state/EST.", language="en"),),
        }
        place = {"file": "data/state/EST.ttl", "line": 7, "column": 12}
        known = (*place, "end_line", "end_column")
        place |= {name: changes.pop(name) for name in tuple(changes) if name in known}
        return Result(**(fields | {"place": Span(**place)} | changes))

    return make


@pytest.fixture
def many(result):
    """Make so many results, each of another node, one a line."""

    def make(count, severity=VIOLATION, **changes):
        return [
            result(severity, focus_node=ox.NamedNode(f"{BASE}id/x/{n}"), line=n + 1, **changes)
            for n in range(count)
        ]

    return make


@pytest.fixture
def show():
    """Render results in a format, as a view with these options shows them."""

    def render(form, *found, checked=CHECKED, problems=(), fallback=(), **view):
        report = Report(checked, tuple(found), tuple(problems), fallback)
        options = {"prefixes": PREFIXES} | view
        return get_reporter(form)(report, View(**options))

    return render
