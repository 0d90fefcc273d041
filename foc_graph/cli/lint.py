"""``foc-graph lint``: what shapes cannot see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.report_options import report_options
from foc_graph.lint.run import CHECKS

if TYPE_CHECKING:
    from foc_graph.cli.report_output import ReportOutput


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
@report_options(
    fail_on="warning",
    rule="check",
    formats="; as validate.",
    severity="Show findings from this severity on [default: as validate].",
)
@pass_session
def lint(
    session: Session,
    *,
    output: ReportOutput,
    paths: tuple[Path, ...],
    since: str | None,
    skip: tuple[str, ...],
) -> int:
    """Look for what shapes cannot see: dead links, lost identifiers, duplicates.

    With PATHS (files or folders) only what stands in those files is reported; the rest of the
    project is still read, to compare with.
    """
    from foc_graph.dataset import load_dataset
    from foc_graph.lint import lint as run
    from foc_graph.lint import with_lint

    project = session.judged_project
    output = output.opened(project, whole=not paths and not skip)
    dataset = load_dataset(project, derive=False)
    report = run(dataset, paths, since=since, skip=skip)
    if report.not_compared:
        click.echo(f"foc-graph: lost identifiers not looked for: {report.not_compared}", err=True)
    return output.finish(report, with_lint(dataset.prefixes), project.root)
