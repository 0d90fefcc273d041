"""``foc-graph test-shapes``: whether the shapes see what they should."""

from __future__ import annotations

from pathlib import Path

import click

from foc_graph.cli.common import (
    EXIT_CODES,
    Session,
    echo_bytes,
    format_option,
    pass_session,
    progress_bar,
)
from foc_graph.shapetests.outcome import FORMATS


@click.command(name="test-shapes", epilog=EXIT_CODES)
@click.option(
    "--fixtures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the fixtures lie [default: tests/shapes of the project].",
)
@format_option(FORMATS, "text: for people; json: for programs.")
@pass_session
def test_shapes(session: Session, *, fixtures: Path | None, form: str) -> int:
    """Test the shapes: every fixture as it says, every constraint noticed.

    A fixture is a file in <Shape>/valid/ or <Shape>/invalid/. Every constraint of every shape is
    dropped in turn: some fixture must then fail, or nobody would see that it is gone.
    """
    from foc_graph.shapetests import check_shapes

    with progress_bar() as tell:
        outcome = check_shapes(session.judged_project, fixtures, tell=tell)
    echo_bytes(FORMATS[form](outcome).encode())
    return 0 if outcome.passes else 1
