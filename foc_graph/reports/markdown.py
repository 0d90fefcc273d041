"""Markdown, for job summaries and comments: a table of the rules, then examples of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from foc_graph.reports.findings import RANKS, grouped
from foc_graph.reports.view import Reporter, Viewed
from foc_graph.reports.words import cut, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foc_graph.positions.lines import Span
    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

#: Of each rule.
EXAMPLES = 3

#: GitHub takes 1 MiB a step; the same step may say more.
MOST_BYTES = 900_000

_ICONS = {"violation": "❌", "warning": "⚠️", "info": "ℹ️"}  # noqa: RUF001

#: What Markdown or HTML would take as markup, and what forges take as a mention or a reference.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$])")


def render(report: Report, view: View) -> str:
    """Return the report as Markdown, shortened where it would be too long for a job summary."""
    viewed = Viewed(report, view)
    rules = _by_rule(viewed.urgent)
    parts = [*_head(viewed), *_table(rules)]
    size = sum(len(part.encode()) for part in parts)
    for position, (rule, found) in enumerate(rules.items()):
        section = _section(rule, found, view)
        size += len(section.encode())
        if size > MOST_BYTES:
            parts.append(f"\n… and {number(len(rules) - position, 'more rule')}.\n")
            break
        parts.append(section)
    return "".join(parts)


REPORTER = Reporter(
    "markdown", render, purpose="summaries and comments", shows="warning", paths="repository"
)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """Return text as code, also where it holds backticks or bars."""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def _by_rule(found: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    groups = grouped(found, lambda finding: finding.rule)
    ordered = sorted(groups, key=lambda r: (-groups[r][0].rank, -len(groups[r]), r))
    return {rule: groups[rule] for rule in ordered}


def _head(viewed: Viewed) -> Iterator[str]:
    view = viewed.view
    icon = "✅" if viewed.passes else "❌"
    yield f"## {icon} {viewed.verdict}\n\n{viewed.looked_at}\n"
    if view.baseline:
        accepted = number(len(viewed.accepted), "finding")
        yield f"\n{accepted} accepted by {code(view.baseline.file)}"
        yield f", {number(len(viewed.stale), 'entry')} of it mended.\n" if viewed.stale else ".\n"
    hidden = sum(viewed.counts[name] for name in RANKS if RANKS[name] < RANKS[view.severity])
    if hidden:
        yield f"\n{number(hidden, 'finding')} less serious than {view.severity} not shown.\n"


def _table(rules: Mapping[str, list[Finding]]) -> Iterator[str]:
    if rules:
        yield "\n| | count | rule | what is wrong, for example |\n|---|---:|---|---|\n"
    for rule, found in rules.items():
        first = found[0]
        yield (
            f"| {_ICONS[first.severity]} {first.severity} | {len(found):,} | {code(rule)}"
            f" | {escape(cut(first.message, 140))} |\n"
        )


def _section(rule: str, found: Sequence[Finding], view: View) -> str:
    lines = [f"\n### {code(rule)}: {number(len(found), found[0].severity)}\n\n"]
    lines += [_example(finding, view) for finding in found[:EXAMPLES]]
    if len(found) > EXAMPLES:
        lines.append(f"- … and {len(found) - EXAMPLES:,} more\n")
    return "".join(lines)


def _example(finding: Finding, view: View) -> str:
    place = _place(finding.place, view) if finding.place else "(no file)"
    about = [code(part) for part in finding.about]
    details = f"<br>{' '.join(about)}" if about else ""
    return f"- {place}: {escape(finding.advice)}{details}\n"


def _place(place: Span, view: View) -> str:
    text = code(view.path(str(place)))
    if view.web is None:
        return text
    line = f"#L{place.line}" if place.line else ""
    return f"[{text}]({view.web}{quote(view.path(place.file))}{line})"
