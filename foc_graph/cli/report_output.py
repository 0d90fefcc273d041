"""What commands with a report share: formats, files, the baseline, and what is printed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.reports import REPORTERS, SHOWN
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.project.source import Source
    from foc_graph.reports import View
    from foc_graph.reports.baseline import Baseline
    from foc_graph.shacl.report import Report


def read_reports(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Path | None], ...]:
    """Split FORMAT=FILE; FORMAT alone, or with -, is for stdout."""
    found = []
    for value in values:
        name, _, file = value.partition("=")
        if name not in REPORTERS:
            known = ", ".join(REPORTERS)
            raise click.BadParameter(f"no format {name!r}; use one of {known}", context, parameter)
        found.append((name, None if file in ("", "-") else Path(file)))
    return tuple(found)


def outputs(
    form: str | None, reports: tuple[tuple[str, Path | None], ...]
) -> tuple[str, list[tuple[str, Path]]]:
    """Return what goes to stdout, and what goes into files."""
    printed = [form] if form else []
    printed += [name for name, path in reports if path is None]
    if len(printed) > 1:
        raise click.UsageError(
            f"only one report can be printed, not {' and '.join(printed)};"
            " give the others a file: --report FORMAT=FILE"
        )
    files = [(name, path) for name, path in reports if path is not None]
    places = [path.resolve() for _, path in files]
    if len(set(places)) < len(places):
        raise click.UsageError("two reports cannot go into one file; give each its own")
    return (printed[0] if printed else "text"), files


def refuse_same(written: Iterable[Path], baseline: Path) -> None:
    """Make sure that no report is written over the baseline."""
    if baseline.resolve() in {path.resolve() for path in written}:
        raise click.UsageError(f"{baseline} is the baseline; give the report another file")


def refuse_inputs(written: Iterable[Path], project: Source) -> None:
    """Make sure that nothing is written over data or shapes, or in between them."""
    for path in written:
        if project.holds(path):
            raise click.UsageError(f"{path} belongs to what is checked; write to another file")


def least_shown(names: list[str]) -> str:
    """Return the least severity that one of the formats shows."""
    order = list(SEVERITIES)
    return max((SHOWN[name] for name in names), key=order.index)


def open_baseline(file: Path | None, *, whole: bool, update: bool) -> Baseline | None:
    """Read the findings that are accepted; None where there are none yet."""
    from foc_graph.reports.baseline import read_baseline

    if update and file is None:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    if update and not whole:
        raise click.UsageError(
            "--update-baseline looks at everything: leave out paths and --since,"
            " or entries would be lost"
        )
    if file is None or (update and not file.exists()):
        return None
    return read_baseline(file, whole=whole)


def update_accepted(report: Report, view: View, file: Path) -> Baseline:
    """Write the baseline anew and say what has changed."""
    from foc_graph.reports.baseline import update_baseline
    from foc_graph.reports.words import number

    baseline, added, removed = update_baseline(file, report, view)
    click.echo(
        f"foc-graph: {file}: {number(len(baseline.entries), 'finding')} accepted"
        f" ({added:,} added, {removed:,} taken out)",
        err=True,
    )
    return baseline


#: What shows paths of the repository, not of the project.
_IN_REPOSITORY = {"github", "sarif", "junit", "gitlab", "markdown"}


def placed(view: View, names: set[str]) -> View:
    """Add what git and the runner tell, where a report shows it."""
    if view.root is None or not names & _IN_REPOSITORY:
        return view
    from foc_graph.reports.location import (
        base_of_change,
        changed_lines,
        folder_of,
        web_address,
    )

    changed = changed_lines(view.root, base_of_change())
    return replace(view, folder=folder_of(view.root), changed=changed, web=web_address())


def print_report(report: Report, view: View, name: str) -> None:
    """Print a report; for GitHub, write the job's summary as well."""
    from foc_graph.reports import get_reporter

    colour = name == "text" and _wants_colour()
    view = replace(view, colour=colour)
    # click takes colours out where stdout is no terminal, unless it is told that they are wanted.
    click.echo(get_reporter(name)(report, view), nl=False, color=colour)
    if name == "github":
        from foc_graph.reports.location import append_summary

        append_summary(get_reporter("markdown")(report, view))


def _wants_colour() -> bool:
    """Colours on a terminal; NO_COLOR (no-color.org) and FORCE_COLOR decide otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
