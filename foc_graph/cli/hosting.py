"""``foc-graph hosting``: rules that make another web server answer as ours does."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session

HOSTS = ("apache", "nginx", "caddy", "netlify", "cloudflare", "w3id")


@click.command(epilog=EXIT_CODES)
@click.argument("host", type=click.Choice(HOSTS))
@click.option("--url", required=True, help="Where the static site is found.", metavar="URL")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to write to, such as that of the site [default: here].",
)
@pass_session
def hosting(session: Session, host: str, url: str, output: Path) -> None:
    """Write the rules that a web server needs for the static site of this graph.

    They lead from identifiers to documents, choose the format by Accept, and say the media types.
    For w3id it is the folder that makes the identifiers lead to the site.
    """
    from foc_graph.dataset.content import Content
    from foc_graph.project.atomic import write_atomic
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.hosting import rules_for

    dataset = session.dataset
    title = Content(dataset).title
    for name, text in rules_for(host, Addresses(dataset), url=url, title=title).items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode())
        click.echo(path)
