"""``foc-graph show``: everything that the graph says about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, format_option, pass_session, text_width

if TYPE_CHECKING:
    from foc_graph.show import Description

FORMATS = ("text", "turtle", "json")


@click.command(epilog=EXIT_CODES)
@click.argument("thing", metavar="IRI|SYMBOL|CURIE|NAME")
@format_option(FORMATS)
@click.option("--all", "everything", is_flag=True, help="List every record, however many.")
@pass_session
def show(session: Session, thing: str, form: str, *, everything: bool) -> None:
    """Print what the graph says about one thing.

    The records that hang on it are shown with it. It may be given as a symbol (A/HRC/RES/20/8, or
    20/8), an id (state/EST), a CURIE (foc:Affirmation), a name (Estonia) or an IRI.
    """
    from foc_graph.show import describe, find_thing, to_json, to_turtle

    description = describe(session.dataset, find_thing(session.dataset, thing))
    writers = {
        "text": lambda: _as_text(description, everything=everything),
        "turtle": lambda: to_turtle(session.dataset, description),
        "json": lambda: to_json(description),
    }
    click.echo(writers[form](), nl=False)


def _as_text(description: Description, *, everything: bool) -> str:
    """Return it as wide as the terminal, with bold headings where there is one."""
    from foc_graph.show import LISTED, to_text

    return to_text(
        description,
        width=text_width(),
        listed=None if everything else LISTED,
        emphasise=lambda text: click.style(text, bold=True),
    )
