"""The options of every command with a report."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foc_graph.cli.report_output import ReportOutput
from foc_graph.reports import REPORTERS, get_reporter
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

_LEVELS = click.Choice(list(SEVERITIES))
_ACCEPTING = (
    click.option(
        "--baseline",
        "baseline_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Accept the findings that are in this file; fail only on new ones.",
    ),
    click.option(
        "--update-baseline",
        is_flag=True,
        help="Write today's findings (from --fail-on on) into that file, and take out what is"
        " mended.",
    ),
)


class _SeverityOption(click.Option):
    """Says in its help from which severity on each format shows: their modules tell, when asked."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = (self.help or "").replace("{shown}", _shown())
        return super().get_help_record(ctx)


def _shown() -> str:
    """``warning in text and junit, else info``."""
    from foc_graph.names.alphabet import listed

    *others, least = SEVERITIES
    formats = {s: [n for n in REPORTERS if get_reporter(n).shows == s] for s in others}
    said = [f"{severity} in {listed(names)}" for severity, names in formats.items() if names]
    return ", ".join([*said, f"else {least}"])


def report_options(
    *, fail_on: str, rule: str, formats: str, severity: str, reports: str = ""
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add the options to a command; it gets a `ReportOutput` as ``output`` in their place.

    ``fail_on`` is the default of that option; the others complete the sentences of the help.
    """
    options = (
        click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(list(REPORTERS)),
            help=f"What to print [default: text]{formats}",
        ),
        click.option(
            "--report",
            "reports",
            callback=_read_reports,
            multiple=True,
            metavar="FORMAT=FILE",
            help=f"Write a report into a file, too; can be given several times.{reports}",
        ),
        click.option("--severity", cls=_SeverityOption, type=_LEVELS, help=severity),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            default=10,
            show_default=True,
            help=f"Show so many findings of each {rule} in text; 0 for all.",
        ),
        click.option(
            "--fail-on",
            type=_LEVELS,
            default=fail_on,
            show_default=True,
            help="Exit with 1 from this severity on.",
        ),
        *_ACCEPTING,
    )

    def add(command: Callable[..., int]) -> Callable[..., int]:
        adapted = _with_output(command)
        for option in reversed(options):
            adapted = option(adapted)
        return adapted

    return add


def _with_output(command: Callable[..., int]) -> Callable[..., int]:
    """Hand what the options say to a command as one thing."""

    @wraps(command)
    def adapted(  # noqa: PLR0913  # one parameter an option
        *args: Any,  # noqa: ANN401  # whatever else the command takes
        form: str | None,
        reports: tuple[tuple[str, Path | None], ...],
        severity: str | None,
        limit: int,
        fail_on: str,
        baseline_file: Path | None,
        update_baseline: bool,
        **others: Any,  # noqa: ANN401
    ) -> int:
        printed, files = _outputs(form, reports)
        output = ReportOutput(
            printed, files, severity, limit, fail_on, baseline_file, update_baseline
        )
        return command(*args, output=output, **others)

    return adapted


def _read_reports(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Path | None], ...]:
    """Split FORMAT=FILE; FORMAT alone, or with -, is for stdout."""
    found = []
    for value in values:
        name, _, file = value.partition("=")
        if name not in REPORTERS:
            known = ", ".join(REPORTERS)
            raise click.BadParameter(f"no format {name!r}; use one of {known}", context, parameter)
        found.append((name, None if file in ("", "-") else Path(file)))
    return tuple(found)


def _outputs(
    form: str | None, reports: tuple[tuple[str, Path | None], ...]
) -> tuple[str, list[tuple[str, Path]]]:
    """Return what goes to stdout, and what goes into files."""
    printed = [form] if form else []
    printed += [name for name, path in reports if path is None]
    if len(printed) > 1:
        raise click.UsageError(
            f"only one report can be printed, not {' and '.join(printed)};"
            " give the others a file: --report FORMAT=FILE"
        )
    files = [(name, path) for name, path in reports if path is not None]
    places = [path.resolve() for _, path in files]
    if len(set(places)) < len(places):
        raise click.UsageError("two reports cannot go into one file; give each its own")
    return (printed[0] if printed else "text"), files
