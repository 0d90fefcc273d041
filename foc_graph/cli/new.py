"""``foc-graph new``: describe something new, by questions on a terminal or by flags."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.draft.kinds import KINDS, get_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foc_graph.cli.prompts import Prompts
    from foc_graph.draft import Bundle, DraftContext, Field, RecordKind


def _read_language(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Accept what has the form of a language tag (BCP 47)."""
    from foc_graph.rdf.datatypes import XSD, is_well_formed

    if not is_well_formed(value, f"{XSD}language"):
        raise click.BadParameter(f"{value!r} is no language; write en or pt-BR", context, parameter)
    return value


#: What every kind takes besides its own flags.
_COMMON = (
    click.Option(
        ["--language"],
        default="en",
        show_default=True,
        metavar="TAG",
        callback=_read_language,
        help="Language of titles, names and quotations.",
    ),
    click.Option(["--dry-run"], is_flag=True, help="Print the files; check and write nothing."),
    click.Option(
        ["--ask/--no-ask"],
        default=None,
        help="Ask for what no flag says [default: on a terminal].",
    ),
)


class Kinds(click.Group):
    """A command a kind, made from its fields when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the kinds in the order of the table."""
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Make the command of a kind."""
        return _command(get_kind(cmd_name)) if cmd_name in KINDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest kind where one is misspelt."""
        if args and not args[0].startswith("-") and args[0] not in KINDS:
            from foc_graph.names.likeness import did_you_mean, nearest

            meant = did_you_mean(nearest(args[0], KINDS, count=1))
            hint = meant or f"use one of {', '.join(KINDS)}"
            raise click.UsageError(f"no kind {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list from the table."""
        with formatter.section("Kinds"):
            formatter.write_dl(list(KINDS.items()))


@click.group(
    cls=Kinds, epilog=EXIT_CODES, subcommand_metavar="KIND [FLAGS]...", no_args_is_help=True
)
def new() -> None:
    """Describe something new: asks, and writes a file that conforms.

    On a terminal it asks for what no flag says; `?` lists what can be chosen. In a script, what is
    missing is named. The file is checked together with the whole graph before anything is
    written, and the counts in data/catalog.ttl are brought up to date.
    """


def _command(kind: RecordKind) -> click.Command:
    options = [_option(field) for field in kind.fields]

    @pass_session
    def run(
        session: Session,
        /,
        *,
        language: str,
        dry_run: bool,
        ask: bool | None,
        **flags: str | tuple[str, ...] | None,
    ) -> int:
        return _run(session, kind, _given(kind, flags), language, dry_run=dry_run, ask=ask)

    return click.Command(
        kind.name,
        callback=run,
        params=[*options, *_COMMON],
        help=f"{KINDS[kind.name]}\n\nFlags with * are needed; on a terminal they are asked for.",
        epilog=EXIT_CODES,
    )


def _option(field: Field) -> click.Option:
    """Make the flag of a field."""
    notes = [f"goes with {field.goes_with}"] if field.goes_with else []
    notes += ["can be given several times"] if field.many else []
    default = field.default if isinstance(field.default, str) else ""
    shown = f" [default: {default}]" if default else ""
    star = "* " if field.required and not field.default else ""
    words = "; ".join([field.asks, *notes])
    return click.Option(
        [f"--{field.name}"],
        multiple=field.many,
        metavar=field.read.metavar,
        help=f"{star}{words}.{shown}",
    )


def _given(
    kind: RecordKind, flags: Mapping[str, str | tuple[str, ...] | None]
) -> dict[str, Sequence[str]]:
    """Return the texts of the flags that were given."""
    found = {field.name: flags[field.name.replace("-", "_")] for field in kind.fields}
    return {
        name: (value,) if isinstance(value, str) else value
        for name, value in found.items()
        if value
    }


def _run(  # noqa: PLR0913  # one parameter an option
    session: Session,
    kind: RecordKind,
    given: Mapping[str, Sequence[str]],
    language: str,
    *,
    dry_run: bool,
    ask: bool | None,
) -> int:
    from foc_graph.draft import DraftContext, bundle, draft, read_answers

    asking = sys.stdin.isatty() and sys.stderr.isatty() if ask is None else ask
    context = DraftContext(session.dataset, language=language, month=_this_month())
    if not dry_run:
        context.refuse_bundled()
    context.refuse_other_projects()
    answers = read_answers(kind, context, given, _asker(kind, context) if asking else None)
    made = bundle(draft(kind, answers, context))
    if dry_run:
        click.echo(_as_text(made), nl=False)
        return 0
    if asking:
        click.echo(f"\n{_as_text(made)}", err=True)
        click.confirm("Write this?", default=True, abort=True, err=True)
    return _check_and_write(made, context)


def _this_month() -> str:
    """Return the month in which the curator works: it is the curator who reads the source."""
    from datetime import datetime

    return f"{datetime.now().astimezone():%Y-%m}"


def _asker(kind: RecordKind, context: DraftContext) -> Prompts:
    from foc_graph.cli.prompts import Prompts

    click.echo(
        f"Describe {kind.summary}. Enter takes what stands in [brackets], or skips;"
        " - leaves it out;\n? lists what can be chosen, ? and a word what has that word;"
        " Ctrl-C stops, and nothing is written.\n",
        err=True,
    )
    return Prompts(context)


def _as_text(made: Bundle) -> str:
    """Return the new files, each under its name."""
    return "\n".join(f"# {draft.place}\n{draft.turtle()}" for draft in made.drafts)


def _check_and_write(made: Bundle, context: DraftContext) -> int:
    """Try the files on a copy of the project; write them if they conform there."""
    from foc_graph.draft import examine, staged, write
    from foc_graph.reports import View, get_reporter

    with staged(made) as copy:
        report = examine(made, copy)
        if report.at_least("warning"):
            view = View(severity="warning", prefixes=context.dataset.prefixes, root=copy.root)
            click.echo(get_reporter("text")(report, view), nl=False)
    if not report.conforms:
        click.echo("foc-graph: nothing was written; mend what is named above", err=True)
        return 1
    write(made)
    _say_what_next(made, warned=report.counts["warning"])
    return 0


def _say_what_next(made: Bundle, *, warned: int) -> None:
    for draft in made.drafts:
        click.echo(f"written: {draft.place}")
    if made.counts:
        numbers = ", ".join(f"{name} {number}" for name, number in sorted(made.counts.items()))
        click.echo(f"counted: data/catalog.ttl ({numbers})")
    files = " ".join(
        [*(draft.place for draft in made.drafts), *["data/catalog.ttl"][: len(made.counts)]]
    )
    click.echo("\nNext:")
    if warned:
        click.echo("  look at the warnings above: a later edit may answer them")
    click.echo(f"  read it:      foc-graph show {made.drafts[0].context.short(made.drafts[0].iri)}")
    click.echo("  check again:  foc-graph validate   (and `make docs` for the counts in docs/)")
    click.echo(f"  commit:       git add {files}")
