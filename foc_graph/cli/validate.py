"""``foc-graph validate``: whether the data is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.report_options import report_options
from foc_graph.errors import UsageProblem
from foc_graph.shacl.engines import ENGINES
from foc_graph.shacl.engines.time_limit import TIMEOUT

if TYPE_CHECKING:
    from foc_graph.cli.report_output import ReportOutput
    from foc_graph.project.file_set import FileSet


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
    severity="Show results from this severity on [default: {shown}]; what is less"
    " serious is counted.",
)
@click.option(
    "--shapes",
    "shapes",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Check the files at PATHS, and nothing else, against the shapes in this file or folder;"
    " can be given several times. No project is needed.",
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
    output: ReportOutput,
    paths: tuple[Path, ...],
    engine: str,
    shapes: tuple[Path, ...],
    since: str | None,
    timeout: float,
) -> int:
    """Check the data: its syntax, then its content against the shapes.

    With PATHS (files or folders) only what those files describe is reported; the rest of the
    graph is still loaded, because shapes look across records. Nothing conforms when there was
    nothing to check. With --shapes any data is checked against any shapes.
    """
    from foc_graph.project.source import read_prefixes
    from foc_graph.shacl import validate as run

    project = _files(paths, shapes) if shapes else session.judged_project
    named = () if shapes else paths
    output = output.opened(project, whole=not named and since is None)
    # In memory, whatever --store says: the same queries take three times as long on disk. Only
    # what changed is looked at in the store, because loading takes longest then.
    store = session.store if since is not None and not named else None
    report = run(
        project,
        named,
        engine=engine,
        severity=output.least,
        since=since,
        timeout=timeout,
        store_dir=store,
    )
    return output.finish(report, read_prefixes(project), project.root)


def _files(paths: tuple[Path, ...], shapes: tuple[Path, ...]) -> FileSet:
    from foc_graph.project.file_set import FileSet

    if not paths:
        raise UsageProblem("no data to check", place="--shapes", fix="name files or folders")
    return FileSet(given_data=paths, given_shapes=shapes)
