"""For programs: the whole report as JSON. `schema/report-1.json` describes the fields.

``version`` grows when a field changes its meaning or goes; new fields may come at any time.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.reports.view import Reporter, Viewed
from foc_graph.shacl.report import Problem

if TYPE_CHECKING:
    from foc_graph.positions.lines import Span
    from foc_graph.rdf.terms import Term
    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report, Result

VERSION = 1

#: The JSON Schema of what is written here.
SCHEMA = Path(__file__).parent / "schema" / "report-1.json"


def render(report: Report, view: View) -> str:
    """Return the report as JSON, with the same order on every run."""
    viewed = Viewed(report, view)
    checked = report.checked
    since = checked.since and {
        "revision": checked.since.revision,
        "commit": checked.since.commit,
        "files": checked.since.files,
        "whyAll": checked.since.why_all,
    }
    content = {
        "version": VERSION,
        "conforms": viewed.passes,
        "failOn": view.fail_on,
        "checked": {
            "engine": checked.engine,
            "files": checked.files,
            "triples": checked.triples,
            "shapes": checked.shapes,
            "focusNodes": checked.focus_nodes,
            "since": since,
        },
        "counts": viewed.counts,
        "fallback": [_term(node) for node in sorted(report.fallback, key=str)],
        "baseline": _baseline(viewed),
        "problems": [_problem(f) for f in viewed.shown if isinstance(f.source, Problem)],
        "results": [
            _result(f, f.source) for f in viewed.shown if not isinstance(f.source, Problem)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


REPORTER = Reporter("json", render, purpose="programs", shows="info", paths="project")


def _baseline(viewed: Viewed) -> dict[str, Any] | None:
    baseline = viewed.view.baseline
    if baseline is None:
        return None
    return {
        "file": baseline.file,
        "accepted": len(viewed.accepted),
        "stale": [asdict(entry) for entry in viewed.stale],
    }


def _problem(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": source.message,
        "fix": finding.fix,
        **_where(finding),
    }


def _result(finding: Finding, result: Result) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": result.message,
        "hint": result.hint,
        "focusNode": _term(result.focus_node),
        "path": result.path.sparql() if result.path else None,
        "value": _term(result.value) if result.value is not None else None,
        "shape": _term(result.source_shape),
        "component": result.component.value,
        "shapePlace": _span(finding.shape_place),
        "derivedBy": _span(finding.derived_by),
        **_where(finding),
    }


def _where(finding: Finding) -> dict[str, Any]:
    place = _span(finding.place) or dict.fromkeys(_SPAN)
    return {**place, "fingerprint": finding.fingerprint}


_SPAN = ("file", "line", "column", "endLine", "endColumn")


def _span(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    values = (span.file, span.line, span.column, span.end_line, span.end_column)
    return dict(zip(_SPAN, values, strict=True))


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "iri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        # Its name changes from run to run, so there is none.
        return {"type": "blank"}
    literal = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return literal | ({"language": term.language} if term.language else {})
