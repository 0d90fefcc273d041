"""``foc-graph lint``: what shapes cannot see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.reporting import (
    open_baseline,
    outputs,
    placed,
    print_report,
    read_reports,
    update_accepted,
)
from foc_graph.linting.checks import CHECKS
from foc_graph.reporters import REPORTERS, SHOWN
from foc_graph.validation.report import SEVERITIES

_LEVELS = click.Choice(list(SEVERITIES))


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option(
    "--since",
    "--against",
    metavar="REV",
    help="Compare identifiers with those at git revision REV (where the branch parted from it)"
    " [default: origin/main or main, where there is one].",
)
@click.option(
    "--skip",
    type=click.Choice(list(CHECKS)),
    multiple=True,
    help="Leave out a check; can be given several times.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(REPORTERS)),
    help="What to print [default: text]; as validate.",
)
@click.option(
    "--report",
    "reports",
    callback=read_reports,
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a report into a file, too; can be given several times.",
)
@click.option(
    "--severity",
    type=_LEVELS,
    help="Show findings from this severity on [default: as validate].",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Show so many findings of each check in text; 0 for all.",
)
@click.option(
    "--fail-on",
    type=_LEVELS,
    default="warning",
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
@pass_session
def lint(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    paths: tuple[Path, ...],
    since: str | None,
    skip: tuple[str, ...],
    form: str | None,
    reports: tuple[tuple[str, Path | None], ...],
    severity: str | None,
    limit: int,
    fail_on: str,
    baseline_file: Path | None,
    update_baseline: bool,
) -> int:
    """Look for what shapes cannot see: dead links, lost identifiers, duplicates.

    With PATHS (files or folders) only what stands in those files is reported; the rest of the
    project is still read, to compare with.
    """
    from foc_graph.dataset import load_dataset
    from foc_graph.linting import lint as run
    from foc_graph.linting import with_lint
    from foc_graph.reporters import View, Viewed, write_reports

    printed, files = outputs(form, reports)
    whole = not paths and not skip
    baseline = open_baseline(baseline_file, whole=whole, update=update_baseline)
    dataset = load_dataset(session.project, derive=False)
    report = run(dataset, paths, since=since, skip=skip)
    view = View(fail_on=fail_on, prefixes=with_lint(dataset.prefixes), limit=limit)
    view = replace(view, root=session.project.root, baseline=baseline)
    view = replace(view, severity=severity or SHOWN[printed])
    view = placed(view, {printed, *(name for name, _ in files)})
    if baseline_file and update_baseline:
        view = replace(view, baseline=update_accepted(report, view, baseline_file))
    write_reports(report, view, files, severity=severity)
    if report.not_compared:
        click.echo(f"foc-graph: lost identifiers not looked for: {report.not_compared}", err=True)
    print_report(report, view, printed)
    return 0 if Viewed(report, view).passes else 1
