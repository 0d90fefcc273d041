"""How a validation report is shown. A format is one module and one line in the table.

Each module has a `Reporter` called ``REPORTER``; none imports click.

>>> from foc_graph.project import find_project
>>> from foc_graph.reports import View, get_reporter
>>> from foc_graph.shacl import validate
>>> get_reporter("text")(validate(find_project()), View()).splitlines()[-1][:23]
'Conforms: 0 violations,'
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.reports.view import Reporter, View, Viewed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.shacl.report import Report

__all__ = ["REPORTERS", "Reporter", "View", "Viewed", "get_reporter", "write_reports"]

#: The formats: each is the module of that name, which is imported when used.
REPORTERS = (
    "text",
    "github",
    "sarif",
    "junit",
    "gitlab",
    "json",
    "markdown",
    "turtle",
)


def get_reporter(name: str) -> Reporter:
    """Return the reporter of that name.

    Raises:
        UsageProblem: there is no such format.

    """
    if name not in REPORTERS:
        raise UsageProblem("no such format", place=name, fix=f"use one of {', '.join(REPORTERS)}")
    reporter: Reporter = import_module(f"{__name__}.{name}").REPORTER
    return reporter


def write_reports(
    report: Report, view: View, files: Iterable[tuple[str, Path]], *, severity: str | None = None
) -> None:
    """Write reports into files, each whole or not at all: (format, file) pairs.

    Each shows what it shows by default, or results of at least ``severity``.

    Raises:
        UsageProblem: there is no such format.
        CouldNotRun: a file cannot be written.

    """
    from foc_graph.project.atomic import write_atomic

    for name, path in files:
        reporter = get_reporter(name)
        shown = replace(view, severity=severity or reporter.shows, colour=False)
        write_atomic(path, reporter(report, shown).encode("utf-8", "replace"))
