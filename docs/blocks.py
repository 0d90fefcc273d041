"""What the generated blocks of the documentation hold; called from their cog markers."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import rdflib

ROOT = Path(__file__).resolve().parent.parent

#: Commands print the same on every machine: no colour, a fixed width.
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}


def cli_reference() -> str:
    """Every command of the live group with its own help."""
    from foc_graph.cli import cli

    root = click.Context(cli, info_name="foc-graph", **cli.context_settings)
    parts = [_section(root, cli)]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is None:
            raise LookupError(f"{name} is listed but cannot be imported")
        parts.append(_section(click.Context(command, info_name=name, parent=root), command))
    return "\n".join(parts)


def _section(context: click.Context, command: click.Command) -> str:
    context.max_content_width = context.terminal_width = 100
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"


def queries_table() -> str:
    """The canned queries: name, what they answer, parameters."""
    from foc_graph.queries import queries_reference

    return queries_reference().rstrip() + "\n"


def exports_table() -> str:
    """The export formats: name, file, media type, what they hold."""
    from foc_graph.exports import formats_table

    return formats_table().rstrip() + "\n"


def reporters_table() -> str:
    """The formats of reports: for whom, whose paths, what they show."""
    from foc_graph.reports import REPORTERS, get_reporter

    rows = (
        f"| `{one.name}` | {one.purpose} | {one.paths} | {one.shows} |"
        for one in map(get_reporter, REPORTERS)
    )
    head = "| format | for whom | paths start at the root of the | shows by default from |"
    return "\n".join([head, "|---|---|---|---|", *rows, ""])


def pages_table() -> str:
    """The kinds of pages: module and what it renders."""
    from foc_graph.web.pages.kinds import KINDS

    names = (kind.__module__ for kind in KINDS)
    rows = (
        f"| `{name.rpartition('.')[2]}` | {(import_module(name).__doc__ or '').splitlines()[0]} |"
        for name in names
    )
    return "| Kind | What it renders |\n|---|---|\n" + "\n".join(rows) + "\n"


def formats_of_documents() -> str:
    """The representations of a document."""
    from foc_graph.web.addresses import FORMATS

    rows = (
        f"| {form.label} | `{form.suffix}` | `{form.content_type}` "
        f"| {', '.join(f'`{name}`' for name in form.aliases)} |"
        for form in FORMATS
    )
    head = "| Format | Suffix | `Content-Type` | Other names that are heard |\n|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def accept_table() -> str:
    """What clients send, and what they get."""
    import csv

    path = ROOT / "tests" / "server" / "accept.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    lines = [f"| {row['client']} | `{row['accept'] or ' '}` | `{row['format']}` |" for row in rows]
    return "\n".join(["| Client | `Accept` | Gets |", "|---|---|---|", *lines, ""])


def counts_table() -> str:
    """How many records of each class `data/catalog.ttl` announces."""
    catalog = rdflib.Graph().parse(ROOT / "data" / "catalog.ttl")
    parts = catalog.subject_objects(rdflib.VOID["class"])
    counts = {
        name.n3(catalog.namespace_manager): int(str(catalog.value(part, rdflib.VOID.entities)))
        for part, name in parts
    }
    in_order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"| `{name}` | {count} |" for name, count in in_order]
    return "\n".join(["| class | records |", "|---|---|", *lines, ""])


def run(command: str, *, head: int | None = None, tail: int = 0) -> str:
    """A command line and what it really prints, cut down to its first and last lines."""
    return console(command, shortened(output_of(command).splitlines(), head, tail))


def shortened(lines: list[str], head: int | None, tail: int) -> list[str]:
    """The first `head` and the last `tail` lines, and how many were left out between them."""
    if head is None or len(lines) <= head + tail + 1:
        return lines
    left_out = f"… {len(lines) - head - tail} more lines"
    return [*lines[:head], left_out, *lines[len(lines) - tail :]]


def console(command: str, lines: list[str]) -> str:
    """Lay out a command line and its output as a console block."""
    return "\n".join(["```console", f"$ {command}", *lines, "```", ""])


def output_of(command: str, *, exit_code: int = 0, folder: Path = ROOT) -> str:
    """Run a `foc-graph` command line in a folder; return all that it prints.

    Raises:
        RuntimeError: it ended otherwise than expected.

    """
    program, *arguments = shlex.split(command)
    if program != "foc-graph":
        raise ValueError(f"only foc-graph can be run in the documentation, not {program}")
    done = subprocess.run(
        [sys.executable, "-m", "foc_graph", *arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != exit_code:
        raise RuntimeError(f"`{command}` exited {done.returncode}:\n{done.stdout}")
    return done.stdout
