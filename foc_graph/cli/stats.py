"""``foc-graph stats``: how much of what the graph holds."""

from __future__ import annotations

import shutil

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.stats import FORMATS, count_all, to_text
from foc_graph.stats.formats import LISTED


@click.command(epilog=EXIT_CODES)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option("--all", "everything", is_flag=True, help="Show every row, however many.")
@pass_session
def stats(session: Session, form: str, *, everything: bool) -> None:
    """Count what the graph holds.

    Things by class, triples by graph, texts by body and year, records by status and by what they
    rest on, sources by kind.
    """
    tables = count_all(session.dataset)
    if form != "text":
        click.echo(FORMATS[form](tables), nl=False)
        return
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    click.echo(to_text(tables, width=width, listed=None if everything else LISTED), nl=False)
