"""What becomes of the report of a command: files, what is printed, and whether it passes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from foc_graph.reports import View, Viewed, get_reporter, write_reports
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.reports import Reporter
    from foc_graph.reports.baseline import Baseline
    from foc_graph.shacl.report import Report


@dataclass(frozen=True)
class ReportOutput:
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
    def reporters(self) -> list[Reporter]:
        """Every format that is asked for, the printed one first."""
        return [get_reporter(name) for name in (self.printed, *(name for name, _ in self.files))]

    @property
    def least(self) -> str:
        """The least severity that is shown anywhere."""
        shown = (reporter.shows for reporter in self.reporters)
        return self.severity or max(shown, key=list(SEVERITIES).index)

    def opened(self, project: Source, *, whole: bool) -> ReportOutput:
        """Read the baseline. ``whole``: everything is looked at, so what is not found is mended.

        Raises:
            UsageError: a report, or the new baseline, would take the place of what is read.

        """
        self._refuse_inputs(project)
        return replace(self, baseline=self._read_baseline(whole=whole))

    def _refuse_inputs(self, project: Source) -> None:
        """Make sure that nothing is written over the baseline, data or shapes, or between them."""
        written = [path for _, path in self.files]
        if self.baseline_file:
            if self.baseline_file.resolve() in {path.resolve() for path in written}:
                fix = "give the report another file"
                raise click.UsageError(f"{self.baseline_file} is the baseline; {fix}")
            written += [self.baseline_file] if self.update else []
        for path in written:
            if project.holds(path):
                raise click.UsageError(f"{path} belongs to what is checked; write to another file")

    def _read_baseline(self, *, whole: bool) -> Baseline | None:
        """Read the findings that are accepted; None where there are none yet."""
        from foc_graph.reports.baseline import read_baseline

        file = self.baseline_file
        if self.update and file is None:
            raise click.UsageError("--update-baseline needs --baseline FILE")
        if self.update and not whole:
            raise click.UsageError(
                "--update-baseline looks at everything: leave out paths and --since,"
                " or entries would be lost"
            )
        if file is None or (self.update and not file.exists()):
            return None
        return read_baseline(file, whole=whole)

    def finish(self, report: Report, prefixes: PrefixMap, root: Path) -> int:
        """Write and print the report, and return the exit code."""
        view = self._view(prefixes, root)
        if self.baseline_file and self.update:
            view = replace(view, baseline=_update(self.baseline_file, Viewed(report, view)))
        write_reports(report, view, self.files, severity=self.severity)
        _print(report, view, get_reporter(self.printed))
        return 0 if Viewed(report, view).passes else 1

    def _view(self, prefixes: PrefixMap, root: Path) -> View:
        view = View(
            severity=self.severity or get_reporter(self.printed).shows,
            fail_on=self.fail_on,
            prefixes=prefixes,
            root=root,
            baseline=self.baseline,
            limit=self.limit,
        )
        in_repository = any(reporter.paths == "repository" for reporter in self.reporters)
        return _located(view, root) if in_repository else view


def _update(file: Path, viewed: Viewed) -> Baseline:
    """Accept what fails, and what was accepted before and is still found; say what has changed."""
    from foc_graph.reports.baseline import write_baseline
    from foc_graph.reports.words import number

    baseline = write_baseline(file, [*viewed.failing, *viewed.accepted])
    click.echo(
        f"foc-graph: {file}: {number(len(baseline.entries), 'finding')} accepted"
        f" ({len(viewed.failing):,} added, {len(viewed.stale):,} taken out)",
        err=True,
    )
    return baseline


def _located(view: View, root: Path) -> View:
    """Add what git and the runner tell of the project."""
    from foc_graph.reports.location import base_of_change, changed_lines, folder_of, web_address

    changed = changed_lines(root, base_of_change())
    return replace(view, folder=folder_of(root), changed=changed, web=web_address())


def _print(report: Report, view: View, reporter: Reporter) -> None:
    """Print a report; for GitHub, write the job's summary as well."""
    colour = reporter.coloured and _wants_colour()
    # click takes colours out where stdout is no terminal, unless it is told that they are wanted.
    click.echo(reporter(report, replace(view, colour=colour)), nl=False, color=colour)
    if reporter.summary:
        from foc_graph.reports.location import append_summary

        append_summary(get_reporter(reporter.summary)(report, view))


def _wants_colour() -> bool:
    """Colours on a terminal; NO_COLOR (no-color.org) and FORCE_COLOR decide otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
