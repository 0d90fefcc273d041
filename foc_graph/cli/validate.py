"""``foc-graph validate``: whether the data is right."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.report_options import Reporting, report_options
from foc_graph.validation.engines import ENGINES
from foc_graph.validation.engines.bounding import TIMEOUT


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default=next(iter(ENGINES)),
    show_default=True,
    help="sparql: fast; pyshacl: the reference.",
)
@report_options(
    fail_on="violation",
    rule="rule",
    formats=". text: for people; json: for programs; turtle: the report of SHACL; the others are"
    " for the service of that name.",
    reports=" Without =FILE, or with =-, it is printed in place of the text.",
    severity="Show results from this severity on [default: warning in text, github, junit and"
    " markdown, else info]; what is less serious is counted.",
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
def validate(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    reporting: Reporting,
    paths: tuple[Path, ...],
    engine: str,
    since: str | None,
    timeout: float,
) -> int:
    """Check the data: its syntax, then its content against the shapes.

    With PATHS (files or folders) only what those files describe is reported; the rest of the
    graph is still loaded, because shapes look across records. Nothing conforms when there was
    nothing to check.
    """
    from foc_graph.prefixes import read_prefixes
    from foc_graph.validation import validate as run

    reporting = reporting.with_baseline(whole=not paths and since is None)
    # In memory, whatever --store says: the same queries take three times as long on disk. Only
    # what changed is looked at in a kept store, because loading takes longest then.
    kept = session.store if since is not None and not paths else None
    project = session.project
    report = run(
        project,
        paths,
        engine=engine,
        severity=reporting.least,
        since=since,
        timeout=timeout,
        store_dir=kept,
    )
    return reporting.finish(report, read_prefixes(project), project.root)
