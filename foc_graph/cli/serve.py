"""``foc-graph serve``: the graph as a web server."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session


@click.command(epilog=EXIT_CODES)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 takes a free one.",
)
@click.option(
    "--url",
    metavar="URL",
    help="Where readers find the site, such as https://example.org/graph/ [default: the base of"
    " the dataset's IRIs].",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that serve; the data are loaded once.",
)
@click.option("--reload", is_flag=True, help="Load the data again when a file changes.")
@click.option(
    "--dist",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder that `foc-graph publish` made, for /dist/ [default: dumps are made when asked"
    " for].",
)
@click.option("--no-access-log", is_flag=True, help="Do not write a line for each request.")
@pass_session
def serve(  # noqa: PLR0913 - one an option
    session: Session,
    *,
    host: str,
    port: int,
    url: str | None,
    workers: int,
    dist: Path | None,
    reload: bool,
    no_access_log: bool,
) -> None:
    """Serve the graph on the web: pages, data in every format, SPARQL, downloads.

    Every IRI of the dataset answers. Logs are JSON lines on stderr. SIGHUP loads the data again,
    SIGTERM finishes what is under way and ends.
    """
    from foc_graph.server.process import serve as run
    from foc_graph.server.settings import Settings

    settings = Settings(
        host=host,
        port=port,
        url=url,
        workers=workers,
        watch=reload,
        dist=dist,
        access_log=not no_access_log,
    )
    run(session.project, settings, lambda address: click.echo(f"Serving at {address}"))
