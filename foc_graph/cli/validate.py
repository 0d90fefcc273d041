"""``foc-graph validate``: whether the data is right."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.reporters import REPORTERS, SHOWN
from foc_graph.validation.engines import ENGINES
from foc_graph.validation.engines.bounding import TIMEOUT
from foc_graph.validation.report import SEVERITIES

if TYPE_CHECKING:
    from foc_graph.reporters import View
    from foc_graph.validation.baseline import Baseline
    from foc_graph.validation.report import Report

_LEVELS = click.Choice(list(SEVERITIES))


def _read_reports(
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


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default=next(iter(ENGINES)),
    show_default=True,
    help="sparql: fast; pyshacl: the reference.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(REPORTERS)),
    help="What to print [default: text]. text: for people; json: for programs; turtle: the report"
    " of SHACL; the others are for the service of that name.",
)
@click.option(
    "--report",
    "reports",
    callback=_read_reports,
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a report into a file, too; can be given several times. Without =FILE, or with"
    " =-, it is printed in place of the text.",
)
@click.option(
    "--severity",
    type=_LEVELS,
    help="Show results from this severity on [default: warning in text, github, junit and"
    " markdown, else info]; what is less serious is counted.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Show so many findings of each rule in text; 0 for all.",
)
@click.option(
    "--fail-on",
    type=_LEVELS,
    default="violation",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Accept the findings that are in this file; fail only on new ones.",
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write today's findings (from --fail-on on) into that file, and take out what is mended.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Look only at what changes since git revision REV (since the branch parted from it) can"
    " have an effect on.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Stop when the query of one SPARQL constraint takes longer.",
)
@pass_session
def validate(  # noqa: PLR0913, PLR0917  # one parameter an option
    session: Session,
    paths: tuple[Path, ...],
    engine: str,
    form: str | None,
    reports: tuple[tuple[str, Path | None], ...],
    severity: str | None,
    limit: int,
    fail_on: str,
    baseline_file: Path | None,
    *,
    update_baseline: bool,
    since: str | None,
    timeout: float,
) -> int:
    """Check the data: its syntax, then its content against the shapes.

    With PATHS (files or folders) only what those files describe is reported; the rest of the
    graph is still loaded, because shapes look across records. Nothing conforms when there was
    nothing to check.
    """
    from foc_graph.dataset import load_dataset
    from foc_graph.prefixes import read_prefixes
    from foc_graph.project import Project
    from foc_graph.reporters import View, Viewed, write_reports
    from foc_graph.validation import validate as run

    whole = not paths and since is None
    printed, files = _outputs(form, reports)
    baseline = _baseline(baseline_file, whole=whole, update=update_baseline)
    # In memory, whatever --store says: the same queries take three times as long on disk. Only
    # what changed is looked at in a kept store, because loading takes longest then.
    kept = session.store if since is not None and not paths else None
    source = session.project if kept else load_dataset(session.project)
    prefixes = read_prefixes(source) if isinstance(source, Project) else source.prefixes
    least = severity or _least([printed, *(name for name, _ in files)])
    report = run(
        source,
        paths,
        engine=engine,
        severity=least,
        since=since,
        timeout=timeout,
        store_dir=kept,
    )
    root = session.project.root
    view = View(fail_on=fail_on, prefixes=prefixes, root=root, limit=limit)
    view = replace(view, baseline=baseline, severity=severity or SHOWN[printed])
    view = _placed(view, {printed, *(name for name, _ in files)})
    if baseline_file and update_baseline:
        view = replace(view, baseline=_updated(report, view, baseline_file))
    write_reports(report, view, files, severity=severity)
    _print(report, view, printed)
    return 0 if Viewed(report, view).passes else 1


def _outputs(
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


def _least(names: list[str]) -> str:
    """Return the least severity that one of the formats shows."""
    order = list(SEVERITIES)
    return max((SHOWN[name] for name in names), key=order.index)


def _baseline(file: Path | None, *, whole: bool, update: bool) -> Baseline | None:
    from foc_graph.validation.baseline import read_baseline

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


def _updated(report: Report, view: View, file: Path) -> Baseline:
    """Write the baseline anew and say what has changed."""
    from foc_graph.reporters.wording import number
    from foc_graph.validation.baseline import update_baseline

    baseline, added, removed = update_baseline(file, report, view)
    click.echo(
        f"foc-graph: {file}: {number(len(baseline.entries), 'finding')} accepted"
        f" ({added:,} added, {removed:,} taken out)",
        err=True,
    )
    return baseline


#: What shows paths of the repository, not of the project.
_IN_REPOSITORY = {"github", "sarif", "junit", "gitlab", "markdown"}


def _placed(view: View, names: set[str]) -> View:
    """Add what git and the runner tell, where a report shows it."""
    if view.root is None or not names & _IN_REPOSITORY:
        return view
    from foc_graph.reporters.surroundings import (
        base_of_change,
        changed_lines,
        folder_of,
        web_address,
    )

    changed = changed_lines(view.root, base_of_change())
    return replace(view, folder=folder_of(view.root), changed=changed, web=web_address())


def _print(report: Report, view: View, name: str) -> None:
    """Print a report; for GitHub, write the job's summary as well."""
    from foc_graph.reporters import get_reporter

    colour = name == "text" and _wants_colour()
    view = replace(view, colour=colour)
    # click takes colours out where stdout is no terminal, unless it is told that they are wanted.
    click.echo(get_reporter(name)(report, view), nl=False, color=colour)
    if name == "github":
        from foc_graph.reporters.surroundings import append_summary

        append_summary(get_reporter("markdown")(report, view))


def _wants_colour() -> bool:
    """Colours on a terminal; NO_COLOR (no-color.org) and FORCE_COLOR decide otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
