"""For programs: the whole report as JSON. `docs/validation.md` describes the fields.

``version`` grows when a field changes its meaning or goes; new fields may come at any time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.validation.report import SEVERITIES
from foc_graph.validation.terms import rank

if TYPE_CHECKING:
    from foc_graph.reporters import View
    from foc_graph.validation.report import Problem, Report, Result
    from foc_graph.validation.terms import Term

VERSION = 1

_NAMES = {rank(severity): name for name, severity in SEVERITIES.items()}


def render(report: Report, view: View) -> str:
    """Return the report as JSON, with the same order on every run."""
    content = {
        "version": VERSION,
        "conforms": report.passes(view.fail_on),
        "failOn": view.fail_on,
        "checked": {
            "engine": report.checked.engine,
            "files": report.checked.files,
            "triples": report.checked.triples,
            "shapes": report.checked.shapes,
            "focusNodes": report.checked.focus_nodes,
        },
        "counts": report.counts,
        "fallback": [_term(node) for node in sorted(report.fallback, key=str)],
        "problems": [_problem(problem) for problem in report.problems],
        "results": [_result(result) for result in report.shown(view.severity)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": "violation",
        "message": problem.message,
        "fix": problem.fix,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "severity": _NAMES[rank(result.severity)],
        "message": result.message,
        "focusNode": _term(result.focus_node),
        "path": result.path.sparql() if result.path else None,
        "value": _term(result.value) if result.value is not None else None,
        "shape": _term(result.source_shape),
        "component": result.component.value,
        "file": result.file,
        "line": result.line,
        "column": result.column,
    }


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "iri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        # Its name changes from run to run, so there is none.
        return {"type": "blank"}
    literal = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return literal | ({"language": term.language} if term.language else {})
