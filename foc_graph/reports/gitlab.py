"""For GitLab: a code quality report (docs.gitlab.com/ci/testing/code_quality)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foc_graph.reports.findings import FILE_RULE, NOWHERE
from foc_graph.reports.view import Reporter, Viewed

if TYPE_CHECKING:
    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

#: Severity -> that of GitLab.
SEVERITIES = {"violation": "major", "warning": "minor", "info": "info"}


def render(report: Report, view: View) -> str:
    """Return the list of findings that GitLab compares with that of the target branch."""
    issues = [_issue(finding, view) for finding in Viewed(report, view).shown]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


REPORTER = Reporter(
    "gitlab", render, shows="info", paths="repository",
    purpose="GitLab: code quality in merge requests",
)  # fmt: skip


def _issue(finding: Finding, view: View) -> dict[str, Any]:
    place = finding.place or finding.shape_place
    lines = {"begin": place.line if place and place.line else 1}
    if place and place.end_line:
        lines["end"] = place.end_line
    blocks = finding.rule == FILE_RULE
    return {
        "description": finding.advice,
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": "critical" if blocks else SEVERITIES[finding.severity],
        "location": {"path": view.path(place.file if place else NOWHERE), "lines": lines},
    }
