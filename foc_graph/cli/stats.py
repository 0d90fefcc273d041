"""``foc-graph stats``: how much of what the graph holds."""

from __future__ import annotations

import click

from foc_graph.cli.common import EXIT_CODES, Session, format_option, pass_session, text_width
from foc_graph.stats import FORMATS, count_all, to_text
from foc_graph.stats.counts import LISTED


@click.command(epilog=EXIT_CODES)
@format_option(FORMATS)
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
    listed = None if everything else LISTED
    click.echo(to_text(tables, width=text_width(), listed=listed), nl=False)
