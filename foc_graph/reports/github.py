"""For GitHub Actions: annotations on the lines of a pull request.

GitHub shows ten annotations of a level a step. So the first ten of each are annotations, those on
lines that the change has added before all others, and the rest is printed in the log.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from foc_graph.reports.view import Reporter, Viewed
from foc_graph.reports.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foc_graph.positions.lines import Span
    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

#: Severity -> the workflow command.
LEVELS = {"violation": "error", "warning": "warning", "info": "notice"}

#: How many annotations of a level GitHub shows a step.
SHOWN = 10


def render(report: Report, view: View) -> str:
    """Return workflow commands, then the rest in a group, then the verdict."""
    viewed = Viewed(report, view)
    lines: list[str] = []
    rest: list[Finding] = []
    for severity in LEVELS:
        found = [finding for finding in viewed.urgent if finding.severity == severity]
        lines += [_command(finding, view) for finding in found[:SHOWN]]
        rest += found[SHOWN:]
    # Where nothing was checked nothing else says why the step fails.
    missing, verdict = report.checked.missing, viewed.verdict
    verdict = command("error", verdict, title="foc-graph") if missing else verdict
    return "\n".join([*lines, *_stale(viewed), *_rest(rest, view), verdict]) + "\n"


REPORTER = Reporter(
    "github", render, shows="warning", paths="repository", summary="markdown",
    purpose="GitHub Actions: annotations on the lines of a pull request, and the job's summary",
)  # fmt: skip


def command(level: str, message: str, **properties: object) -> str:
    """Return a workflow command, escaped as actions/toolkit does it (packages/core, command.ts)."""
    given = ",".join(f"{k}={_property(str(v))}" for k, v in properties.items() if v is not None)
    return f"::{level} {given}::{_data(message)}" if given else f"::{level}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _command(finding: Finding, view: View) -> str:
    properties = _place(finding.place, view) if finding.place else {}
    derived = f"derived by {finding.derived_by}" if finding.derived_by else ""
    said = (finding.advice, "  ".join(finding.about), derived)
    title = f"{finding.title} ({finding.rule})"
    return command(
        LEVELS[finding.severity], "\n".join(filter(None, said)), **properties, title=title
    )


def _place(place: Span, view: View) -> dict[str, object]:
    """Columns only within one line: GitHub takes them for no other span."""
    found: dict[str, object] = {"file": view.path(place.file), "line": place.line}
    if place.line is not None:
        found["endLine"] = place.end_line or place.line
        if place.end_line in (None, place.line):
            found |= {"col": place.column, "endColumn": place.end_column}
    return found


def _stale(viewed: Viewed) -> Iterator[str]:
    if viewed.stale:
        count = number(len(viewed.stale), "entry")
        text = f"{count} of the baseline are mended: take them out with --update-baseline"
        yield command("notice", text, title="Baseline")


def _rest(found: Sequence[Finding], view: View) -> Iterator[str]:
    """Yield what GitHub would not show. Nothing in it may act as a workflow command."""
    if not found:
        return
    lines = [f"{view.where(f)}: {f.severity}: {f.advice}  [{f.rule}]" for f in found]
    token = sha256("\n".join(lines).encode()).hexdigest()
    yield f"::group::{number(len(found), 'more finding')}, not shown as annotations"
    yield f"::stop-commands::{token}"
    yield from lines
    yield f"::{token}::"
    yield "::endgroup::"
    yield (
        f"GitHub shows {SHOWN} annotations of a level a step; {len(found):,} more"
        " are in the group above and in the reports."
    )
