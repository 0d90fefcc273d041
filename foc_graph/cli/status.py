"""``foc-graph status``: how far a triple store is from the graph."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, format_option, pass_session
from foc_graph.cli.store import opened_loader, store_client, store_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=EXIT_CODES)
@store_options
@format_option(["text", "json"])
@pass_session
def status(  # noqa: PLR0913 - one parameter an option
    session: Session, *, endpoint: str, profile: str, source: Path | None, timeout: float, form: str
) -> int:
    """Tell which graphs of a triple store are not as they are here.

    Compares the record of what was loaded and the counts; `load --check` reads every triple.
    """
    from foc_graph.stores.status import read_status

    with (
        store_client(session, endpoint, profile, timeout) as client,
        opened_loader(session, client, source) as loader,
    ):
        found = read_status(loader)
    if form == "json":
        click.echo(json.dumps({"in_step": found.in_step, **asdict(found)}, indent=1))
    else:
        click.echo("\n".join(found.lines()))
    return int(not found.in_step)
