"""``foc-graph validate``: whether the data is right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.reporting import (
    least_shown,
    open_baseline,
    outputs,
    placed,
    print_report,
    read_reports,
    update_accepted,
)
from foc_graph.reporters import REPORTERS, SHOWN
from foc_graph.validation.engines import ENGINES
from foc_graph.validation.engines.bounding import TIMEOUT
from foc_graph.validation.report import SEVERITIES

_LEVELS = click.Choice(list(SEVERITIES))


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
    callback=read_reports,
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
    printed, files = outputs(form, reports)
    baseline = open_baseline(baseline_file, whole=whole, update=update_baseline)
    # In memory, whatever --store says: the same queries take three times as long on disk. Only
    # what changed is looked at in a kept store, because loading takes longest then.
    kept = session.store if since is not None and not paths else None
    source = session.project if kept else load_dataset(session.project)
    prefixes = read_prefixes(source) if isinstance(source, Project) else source.prefixes
    least = severity or least_shown([printed, *(name for name, _ in files)])
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
    view = placed(view, {printed, *(name for name, _ in files)})
    if baseline_file and update_baseline:
        view = replace(view, baseline=update_accepted(report, view, baseline_file))
    write_reports(report, view, files, severity=severity)
    print_report(report, view, printed)
    return 0 if Viewed(report, view).passes else 1
