"""The command line: thin adapters over the Python API, each imported only when it is run."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from foc_graph.cli.common import EXIT_CODES, Session
from foc_graph.errors import FocGraphError
from foc_graph.version import __version__

#: Command -> one line of help. The module of the same name holds the command, under that name
#: again. Kept here so that the group's help and start-up import none of them.
COMMANDS = {
    "validate": "Check the data: its syntax, then its content against the shapes.",
    "new": "Describe something new: asks, and writes a file that conforms.",
    "test-shapes": "Test the shapes: every fixture as it says, every constraint noticed.",
    "lint": "Look for what shapes cannot see: dead links, lost identifiers, duplicates.",
    "fmt": "Rewrite Turtle files in the canonical form, or check them.",
    "query": "Ask a canned question, or your own SPARQL.",
    "show": "Print what the graph says about one thing.",
    "stats": "Count what the graph holds.",
    "diff": "Say what changed in the data since a revision, entity by entity.",
    "export": "Write the graph in another format.",
    "publish": "Validate, export everything, and put it into dist/.",
    "load": "Load the graph into a triple store, and check that all of it is there.",
    "status": "Tell which graphs of a triple store are not as they are here.",
    "hosting": "Write the rules that a web server needs for the static site of this graph.",
    "serve": "Serve the graph on the web: pages, data in every format, SPARQL, downloads.",
}


#: Faults of a disk, which are no bugs -> what to do.
_DISK = {
    errno.ENOSPC: "no space is left - make room, and run again",
    errno.EDQUOT: "the quota is used up - make room, and run again",
    errno.EROFS: "cannot be written to, its file system is read-only - write elsewhere",
    errno.EIO: "the device failed to read or write - check the disk",
}

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class ReaderGone(Exception):
    """The reader of our output has gone (`| head`): not an error of ours."""


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, not at start-up."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click itself would leave with 1 where the reader of stdout has gone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order that people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of that name and return its command."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"foc_graph.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where one is misspelt."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from foc_graph.names.likeness import did_you_mean, nearest

            hint = did_you_mean(nearest(name, COMMANDS, count=1)) or "see `foc-graph --help`"
            raise click.UsageError(f"no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list from the table, without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, epilog=EXIT_CODES, context_settings=CONTEXT)
@click.version_option(__version__, message="foc-graph %(version)s")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The folder with ontology/, data/ and queries/ [default: a checkout around here, else"
    " the copy that the package carries].",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="Keep the loaded graph in this folder and use it again while nothing has changed.",
)
@click.pass_context
def cli(ctx: click.Context, root: Path | None, store: Path | None) -> None:
    """The knowledge graph of Internet-freedom commitments, and the tool that keeps it true."""
    ctx.obj = Session(root, store)


def main() -> NoReturn:
    """Run the command line; the one place where errors become exit codes."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run with these arguments and return the exit code: 0, 1, 2, 3 or 130."""
    try:
        result = cli.main(arguments, prog_name="foc-graph", standalone_mode=False)
    except Exception as error:  # noqa: BLE001  # told apart below; a bug keeps its traceback
        return _explain(error)
    except KeyboardInterrupt:
        return _explain(click.Abort())
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    """Say on stderr what went wrong, in one sentence, and return the exit code for it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return 0
    if isinstance(error, ReaderGone):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    for kind, code in ((click.UsageError, 2), (click.ClickException, 3), (click.Abort, 130)):
        if isinstance(error, kind):
            return _say(error, code)
    if isinstance(error, FocGraphError):
        return _say(error, error.exit_code)
    if isinstance(error, OSError) and error.errno in _DISK:
        return _say(Exception(f"{error.filename or 'output'}: {_DISK[error.errno]}"), 3)
    traceback.print_exception(error)
    return _say(Exception("this is a bug; please report it with the lines above"), 3)


def _say(error: Exception, code: int) -> int:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    click.echo(f"foc-graph: {text or 'interrupted'}", err=True)
    return code
