"""``foc-graph publish``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, cleaning_up, pass_session, progress_bar

if TYPE_CHECKING:
    from foc_graph.publish import Published


@click.command(epilog=EXIT_CODES)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to fill.",
)
@click.option("--site", is_flag=True, help="Make a web site of it; the dumps go to its dist/.")
@click.option(
    "--url",
    metavar="URL",
    help="Where the site will be found, for sitemap.xml and the feed [default: the base of the"
    " identifiers].",
)
@pass_session
def publish(session: Session, *, output: Path, site: bool, url: str | None) -> None:
    """Validate, export everything, and put it into dist/.

    With --site, dist/ is a web site that any host can carry: a page for everything, its data in
    every format, search, feed, and the dumps.

    All or nothing: whatever goes wrong, the folder stays what it was. Files that did not change
    are not written again.
    """
    from foc_graph.publish import publish as publish_project

    if url is not None and not site:
        raise click.UsageError("--url is where a site will be found; add --site")
    with cleaning_up(), progress_bar() as progress:
        done = publish_project(
            session.project, output, site=site, address=_address(url), progress=progress
        )
    click.echo(f"{output}: {_said(done)}, validated and sealed")
    for path in done.gaps:
        click.echo(f"foc-graph: left out: {path}: the format cannot hold the data", err=True)


def _address(url: str | None) -> str:
    """Return the URL with a slash at its end; nothing where none is given."""
    if url is None:
        return ""
    if not url.startswith(("https://", "http://")) or any(sign in url for sign in '?# "<>'):
        raise click.UsageError(f"--url {url}: is no address of a site; give https://…/")
    return f"{url.rstrip('/')}/"


def _said(done: Published) -> str:
    size = sum(seal.size for seal in done.files) / 1e6
    files = f"{len(done.files)} files, {size:.1f} MB, {done.statements:,} statements"
    if not done.pages:
        return files
    total = len(done.written) + done.kept
    return f"{done.pages:,} pages and {total:,} files, {len(done.written):,} of them new, {files}"
