"""The options of every command with a report, and what becomes of the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foc_graph.cli.report_output import (
    least_shown,
    open_baseline,
    outputs,
    placed,
    print_report,
    read_reports,
    refuse_inputs,
    refuse_same,
    update_accepted,
)
from foc_graph.reports import REPORTERS, SHOWN, View, Viewed, write_reports
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.reports.baseline import Baseline
    from foc_graph.shacl.report import Report

_LEVELS = click.Choice(list(SEVERITIES))
_ACCEPTING = (
    click.option(
        "--baseline",
        "baseline_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Accept the findings that are in this file; fail only on new ones.",
    ),
    click.option(
        "--update-baseline",
        is_flag=True,
        help="Write today's findings (from --fail-on on) into that file, and take out what is"
        " mended.",
    ),
)


@dataclass(frozen=True)
class Reporting:
    """What the options say: what is printed, what goes into which file, and what passes."""

    printed: str
    files: list[tuple[str, Path]]
    severity: str | None
    limit: int
    fail_on: str
    baseline_file: Path | None
    update: bool
    baseline: Baseline | None = None

    @property
    def formats(self) -> list[str]:
        """Every format that is asked for, the printed one first."""
        return [self.printed, *(name for name, _ in self.files)]

    @property
    def least(self) -> str:
        """The least severity that is shown anywhere."""
        return self.severity or least_shown(self.formats)

    def opened(self, project: Source, *, whole: bool) -> Reporting:
        """Read the baseline. ``whole``: everything is looked at, so what is not found is mended.

        Raises:
            UsageError: a report, or the new baseline, would take the place of what is read.

        """
        written = [path for _, path in self.files]
        if self.baseline_file:
            refuse_same(written, self.baseline_file)
            written += [self.baseline_file] if self.update else []
        refuse_inputs(written, project)
        accepted = open_baseline(self.baseline_file, whole=whole, update=self.update)
        return replace(self, baseline=accepted)

    def finish(self, report: Report, prefixes: PrefixMap, root: Path) -> int:
        """Write and print the report, and return the exit code."""
        view = self._view(prefixes, root)
        if self.baseline_file and self.update:
            view = replace(view, baseline=update_accepted(report, view, self.baseline_file))
        write_reports(report, view, self.files, severity=self.severity)
        print_report(report, view, self.printed)
        return 0 if Viewed(report, view).passes else 1

    def _view(self, prefixes: PrefixMap, root: Path) -> View:
        view = View(
            severity=self.severity or SHOWN[self.printed],
            fail_on=self.fail_on,
            prefixes=prefixes,
            root=root,
            baseline=self.baseline,
            limit=self.limit,
        )
        return placed(view, set(self.formats))


def report_options(
    *, fail_on: str, rule: str, formats: str, severity: str, reports: str = ""
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add the options to a command; it gets a `Reporting` in their place.

    ``fail_on`` is the default of that option; the others complete the sentences of the help.
    """
    options = (
        click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(list(REPORTERS)),
            help=f"What to print [default: text]{formats}",
        ),
        click.option(
            "--report",
            "reports",
            callback=read_reports,
            multiple=True,
            metavar="FORMAT=FILE",
            help=f"Write a report into a file, too; can be given several times.{reports}",
        ),
        click.option("--severity", type=_LEVELS, help=severity),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            default=10,
            show_default=True,
            help=f"Show so many findings of each {rule} in text; 0 for all.",
        ),
        click.option(
            "--fail-on",
            type=_LEVELS,
            default=fail_on,
            show_default=True,
            help="Exit with 1 from this severity on.",
        ),
        *_ACCEPTING,
    )

    def add(command: Callable[..., int]) -> Callable[..., int]:
        adapted = _with_reporting(command)
        for option in reversed(options):
            adapted = option(adapted)
        return adapted

    return add


def _with_reporting(command: Callable[..., int]) -> Callable[..., int]:
    """Hand what the options say to a command as one thing."""

    @wraps(command)
    def adapted(  # noqa: PLR0913  # one parameter an option
        *args: Any,  # noqa: ANN401  # whatever else the command takes
        form: str | None,
        reports: tuple[tuple[str, Path | None], ...],
        severity: str | None,
        limit: int,
        fail_on: str,
        baseline_file: Path | None,
        update_baseline: bool,
        **others: Any,  # noqa: ANN401
    ) -> int:
        printed, files = outputs(form, reports)
        reporting = Reporting(
            printed, files, severity, limit, fail_on, baseline_file, update_baseline
        )
        return command(*args, reporting=reporting, **others)

    return adapted
