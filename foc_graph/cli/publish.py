"""``foc-graph publish``."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.cli.progress import progress_bar
from foc_graph.cli.stopping import cleaning_up


@click.command(epilog=EXIT_CODES)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to fill.",
)
@pass_session
def publish(session: Session, *, output: Path) -> None:
    """Validate, export everything, and put it into dist/.

    All or nothing: whatever goes wrong, the folder stays what it was.
    """
    from foc_graph.publishing import publish as publish_project

    with cleaning_up(), progress_bar() as progress:
        done = publish_project(session.project, output, progress=progress)
    size = sum(seal.size for seal in done.files) / 1e6
    click.echo(
        f"{output}: {len(done.files)} files, {size:.1f} MB, {done.statements:,} statements,"
        " validated and sealed"
    )
