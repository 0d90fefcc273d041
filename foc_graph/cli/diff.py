"""``foc-graph diff``."""

from __future__ import annotations

import click

from foc_graph.cli.common import EXIT_CODES, Session, echo_bytes, format_option, pass_session
from foc_graph.history.diff import FORMATS


@click.command(epilog=EXIT_CODES)
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV]", required=False)
@format_option(FORMATS, "Words, or the statements themselves (patch: RDF Patch).")
@pass_session
def diff(session: Session, *, old: str, new: str | None, form: str) -> None:
    """Say what changed in the data since a revision, entity by entity.

    With two revisions: from the first to the second. With one: from it to the files on disk.
    A revision is a commit, a tag or a branch, as git names them.
    """
    from foc_graph.history import ChangeWording, compare
    from foc_graph.names.names import Names

    found = compare(session.project, old, new)
    wording = ChangeWording(session.dataset.prefixes, Names(session.dataset))
    echo_bytes(FORMATS[form](found, wording).encode())
