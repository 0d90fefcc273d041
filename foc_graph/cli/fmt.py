"""``foc-graph fmt``: rewrite Turtle in the canonical form, or check it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session

if TYPE_CHECKING:
    from foc_graph.turtle import Formatted


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@pass_session
def fmt(session: Session, paths: tuple[Path, ...], *, check: bool, diff: bool) -> int:
    """Rewrite Turtle files in the canonical form, or check them.

    The graph and the comments stay, only the text changes. PATHS are files or folders; without
    them every .ttl under data/ and ontology/. A file that cannot be rewritten is named with its
    line and left alone, and the others are still done.
    """
    from foc_graph.turtle import format_files

    files = list(format_files(session.own_project, paths))
    for file in files:
        _say(file, check=check, diff=diff)
        if not (check or diff):
            file.write()
    problems = sum(file.problem is not None for file in files)
    differing = sum(file.differs for file in files)
    change = "would change" if check or diff else "rewritten"
    failed = f", {problems} cannot be rewritten" if problems else ""
    noun = "file" if len(files) == 1 else "files"
    click.echo(f"{len(files)} {noun}: {differing} {change}{failed}", err=True)
    if check and differing:
        click.echo(f"mend with: {_mending(session, paths)}", err=True)
    return int(problems > 0 or (check and differing > 0))


def _say(file: Formatted, *, check: bool, diff: bool) -> None:
    """Problems on stderr; what differs on stdout."""
    if file.problem:
        click.echo(f"foc-graph: {file.problem}", err=True)
    elif file.differs and diff:
        click.echo(file.diff(), nl=False)
    elif file.differs:
        why = f" (has {' and '.join(file.oddities)})" if file.oddities else ""
        click.echo(f"{'not canonical' if check else 'rewritten'}: {file.name}{why}")


def _mending(session: Session, paths: tuple[Path, ...]) -> str:
    """Return the command that rewrites what was checked."""
    root = ("--root", str(session.root)) if session.root else ()
    return shlex.join(("foc-graph", *root, "fmt", *map(str, paths)))
