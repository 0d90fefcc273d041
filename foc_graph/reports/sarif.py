"""SARIF 2.1.0 (OASIS), for code scanning and for editors.

What GitHub takes at most: 25,000 results a run; of those that are left out the run says how many.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from foc_graph.positions.lines import Span
from foc_graph.reports.findings import NOWHERE, RANKS, explain, grouped, is_check
from foc_graph.reports.view import Reporter, Viewed
from foc_graph.shacl.report import Problem
from foc_graph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

#: Severity -> level (3.27.10).
LEVELS = {"violation": "error", "warning": "warning", "info": "note"}

#: Results of one run that GitHub takes; it rejects a file with more.
MOST = 25_000

#: Command -> category. Of two runs of one category GitHub keeps the later.
_CATEGORIES = {"validate": "foc-graph/", "lint": "foc-graph-lint/"}

_HOME = "https://w3id.org/foc-graph/"


def render(report: Report, view: View) -> str:
    """Return the report as a SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(Viewed(report, view))]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


REPORTER = Reporter(
    "sarif", render, shows="info", paths="repository",
    purpose="code scanning of GitHub, editors: SARIF 2.1.0",
)  # fmt: skip


def _run(viewed: Viewed) -> dict[str, Any]:
    shown = [f for f in viewed.everything if f.rank >= RANKS[viewed.view.severity]]
    taken = sorted(shown, key=lambda finding: -finding.rank)[:MOST]
    taken.sort(key=lambda finding: finding.order)
    rules = grouped(taken, lambda finding: finding.rule)
    index = {rule: number for number, rule in enumerate(sorted(rules))}
    return {
        "tool": {"driver": _driver([rules[rule] for rule in index], viewed.view)},
        "automationDetails": {"id": _CATEGORIES[viewed.report.checked.command]},
        "invocations": [_invocation(viewed, left_out=len(shown) - len(taken))],
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, viewed) for finding in taken],
    }


def _driver(rules: list[list[Finding]], view: View) -> dict[str, Any]:
    return {
        "name": "foc-graph",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(found, view) for found in rules],
    }


def _rule(found: list[Finding], view: View) -> dict[str, Any]:
    """Describe a rule from what it found.

    GitHub shows the short description as the title of each alert.
    """
    first = found[0]
    file = isinstance(first.source, Problem)
    says_the_same = len({finding.message for finding in found}) == 1
    title = f"{first.title}: {first.shape or first.rule}"
    rule: dict[str, Any] = {
        "id": first.rule,
        "shortDescription": {"text": first.message if says_the_same and not file else title},
        "fullDescription": {"text": f"{title}."},
        "help": {"text": _help(first, view)},
        "defaultConfiguration": {"level": LEVELS[first.severity]},
        "properties": {"tags": ["shacl"]},
    }
    if not isinstance(first.source, Problem):
        component = first.source.component.value
        rule["helpUri"] = explain(component).address
        if is_check(component):
            rule["properties"] = {"tags": ["lint"]}
    return rule


def _help(first: Finding, view: View) -> str:
    if isinstance(first.source, Problem):
        return "The message says what is wrong with the file, and how to mend it."
    where = f"Shape: {view.path(str(first.shape_place))}." if first.shape_place else ""
    return " ".join(part for part in (f"{first.title}.", first.fix, where) if part)


def _invocation(viewed: Viewed, *, left_out: int) -> dict[str, Any]:
    said = []
    if left_out:
        what = f"{left_out:,} results are left out: GitHub takes {MOST:,} a run."
        said.append({"level": "warning", "message": {"text": what}})
    if viewed.report.checked.missing:
        said.append({"level": "error", "message": {"text": viewed.verdict}})
    return {"executionSuccessful": True} | ({"toolExecutionNotifications": said} if said else {})


def _result(finding: Finding, index: dict[str, int], viewed: Viewed) -> dict[str, Any]:
    view = viewed.view
    place = finding.place or finding.shape_place or Span(NOWHERE)
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": finding.advice},
        "locations": [{"physicalLocation": _location(place, view)}],
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "focGraphFinding/v1": finding.fingerprint,
        },
    }
    related = list(_related(finding, view))
    if related:
        found["relatedLocations"] = related
    if view.baseline:
        accepted = finding.fingerprint in view.baseline.fingerprints
        found["baselineState"] = "unchanged" if accepted else "new"
    about = {"focusNode": finding.focus, "path": finding.path, "value": finding.value}
    found["properties"] = {name: text for name, text in about.items() if text}
    return found


def _related(finding: Finding, view: View) -> Iterator[dict[str, Any]]:
    spans = (("The shape", finding.shape_place), ("Derived by this rule", finding.derived_by))
    for number, (text, span) in enumerate((t, s) for t, s in spans if s):
        yield {
            "id": number,
            "message": {"text": text},
            "physicalLocation": _location(span, view),
        }


def _artifact(file: str, view: View) -> dict[str, str]:
    """Return a file of the repository by its path (3.4.4), any other by its whole IRI."""
    if PurePath(file).is_absolute():
        return {"uri": PurePath(file).as_uri()}
    return {"uri": quote(view.path(file)), "uriBaseId": "%SRCROOT%"}


def _location(place: Span, view: View) -> dict[str, Any]:
    region = {
        # A file as a whole has its first line: without one GitHub shows nothing.
        "startLine": place.line or 1,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {
        "artifactLocation": _artifact(place.file, view),
        "region": {name: number for name, number in region.items() if number},
    }
