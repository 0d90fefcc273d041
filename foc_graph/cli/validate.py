"""``foc-graph validate``: whether the data is right."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.reporters import REPORTERS, SHOWN
from foc_graph.validation.engines import ENGINES
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
    default="text",
    show_default=True,
    help="text: for people; json: for programs; turtle: the report of SHACL.",
)
@click.option(
    "--severity",
    type=_LEVELS,
    help="Show results from this severity on [default: warning in text, else info]; what is"
    " less serious is counted.",
)
@click.option(
    "--fail-on",
    type=_LEVELS,
    default="violation",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@pass_session
def validate(  # noqa: PLR0913, PLR0917  # one parameter an option
    session: Session,
    paths: tuple[Path, ...],
    engine: str,
    form: str,
    severity: str | None,
    fail_on: str,
) -> int:
    """Check the data: its syntax, then its content against the shapes.

    With PATHS (files or folders) only what those files describe is reported; the rest of the
    graph is still loaded, because shapes look across records. Nothing conforms when there was
    nothing to check.
    """
    from foc_graph.dataset import load_dataset
    from foc_graph.reporters import View, get_reporter
    from foc_graph.validation import validate as run

    shown = severity or SHOWN[form]
    # In memory, whatever --store says: the same queries take three times as long on disk.
    dataset = load_dataset(session.project)
    report = run(dataset, paths, engine=engine, severity=shown)
    view = View(severity=shown, fail_on=fail_on, prefixes=dataset.prefixes)
    click.echo(get_reporter(form)(report, view), nl=False)
    return 0 if report.passes(fail_on) else 1
