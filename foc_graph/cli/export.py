"""``foc-graph export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foc_graph.cli.common import (
    EXIT_CODES,
    Session,
    cleaning_up,
    echo_bytes,
    pass_session,
    progress_bar,
)
from foc_graph.errors import CouldNotRun
from foc_graph.exports import EXPORTERS, Content, SingleFile, refuse_gaps
from foc_graph.exports import export as export_formats
from foc_graph.project.atomic import refuse_file, write_atomic

ALL = "all"

#: Formats that only a program can read.


@click.command(epilog=EXIT_CODES)
@click.option(
    "-f",
    "--format",
    "names",
    type=click.Choice([*EXPORTERS, ALL]),
    multiple=True,
    help="What to write; several times for several formats [with -o: all].",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A folder, or a file for a format of one file [default: standard output].",
)
@click.option("--list", "show_list", is_flag=True, help="List the formats.")
@click.option(
    "--bulk", type=click.Path(path_type=Path), metavar="DIR",
    help="Write N-Quads for the bulk loader of a triple store, and say how to call it.",
)  # fmt: skip
@click.option(
    "--parts", type=click.IntRange(1, 10_000), default=1, show_default=True, metavar="N",
    help="How many files --bulk writes.",
)  # fmt: skip
@pass_session
def export(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    names: tuple[str, ...],
    output: Path | None,
    show_list: bool,
    bulk: Path | None,
    parts: int,
) -> None:
    """Write the graph in another format.

    A format of one file goes to standard output unless -o says where to; prints the files written.
    All of them come into the folder together, or none does; other files in it stay.
    """
    if show_list:
        _list_formats()
        return
    if bulk is not None:
        _write_bulk(session, bulk, parts)
        return
    if not names and output is None:
        raise click.UsageError("choose a format with --format; `--list` names them")
    chosen = list(EXPORTERS) if ALL in names or not names else list(dict.fromkeys(names))
    if output is None or str(output) == "-":
        _to_stdout(session, chosen)
    elif _is_file(output, chosen):
        _write(output, _render(session, chosen[0]))
        click.echo(output)
    else:
        refuse_file(output)
        with cleaning_up(), progress_bar() as progress:
            written = export_formats(session.dataset, chosen, output, progress=progress)
        click.echo("\n".join(map(str, written)))


def _list_formats() -> None:
    width = max(map(len, EXPORTERS))
    for exporter in EXPORTERS.values():
        click.echo(f"{exporter.name:{width}}  {exporter.file_name:20}  {exporter.purpose}")


def _write_bulk(session: Session, folder: Path, parts: int) -> None:
    from foc_graph.stores.bulk import write_bulk
    from foc_graph.stores.profiles import read_profile, shipped_names

    refuse_gaps(session.dataset)
    written = write_bulk(Content.of(session.dataset), folder, parts)
    for part in written:
        click.echo(f"{folder / part.file}  {len(part.graphs):,} graphs, {part.triples:,} triples")
    profiles = [read_profile(name, session.project) for name in shipped_names()]
    for profile in profiles:
        if profile.bulk:
            click.echo(f"\n{profile.title}:\n  {profile.bulk_command(folder)}")


def _is_file(output: Path, chosen: list[str]) -> bool:
    """One file goes to the path itself, unless that is a folder or a new name without suffix."""
    one = len(chosen) == 1 and isinstance(EXPORTERS[chosen[0]], SingleFile)
    return one and not output.is_dir() and (bool(output.suffix) or output.exists())


def _write(output: Path, data: bytes) -> None:
    """Write a file, or into what is none: a device or a pipe cannot be replaced."""
    if not output.exists() or output.is_file():
        write_atomic(output, data)
        return
    try:
        output.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CouldNotRun(
            f"could not write ({error.strerror})", place=str(output), fix="choose another place"
        ) from error


def _to_stdout(session: Session, chosen: list[str]) -> None:
    if len(chosen) > 1 or not isinstance(EXPORTERS[chosen[0]], SingleFile):
        raise click.UsageError("this makes several files; name a folder with -o DIR")
    if EXPORTERS[chosen[0]].binary and sys.stdout.isatty():
        raise click.UsageError("a terminal cannot show this format; name a file with -o FILE")
    echo_bytes(_render(session, chosen[0]))


def _render(session: Session, name: str) -> bytes:
    exporter = EXPORTERS[name]
    assert isinstance(exporter, SingleFile)  # noqa: S101 - for the type checker
    refuse_gaps(session.dataset)
    return exporter.render(Content.of(session.dataset))
