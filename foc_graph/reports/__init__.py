"""How a validation report is shown. A format is one module and one line in the table.

Each module has ``render(report, view) -> str``; no reporter imports click.

>>> from foc_graph.project import find_project
>>> from foc_graph.reports import View, get_reporter
>>> from foc_graph.shacl import validate
>>> get_reporter("text")(validate(find_project()), View()).splitlines()[-1][:23]
'Conforms: 0 violations,'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.reports.view import View, Viewed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from foc_graph.shacl.report import Report

__all__ = ["REPORTERS", "SHOWN", "View", "Viewed", "get_reporter", "write_reports"]

#: Format -> module.
REPORTERS = {
    "text": "foc_graph.reports.text",
    "github": "foc_graph.reports.github",
    "sarif": "foc_graph.reports.sarif",
    "junit": "foc_graph.reports.junit",
    "gitlab": "foc_graph.reports.gitlab",
    "json": "foc_graph.reports.json",
    "markdown": "foc_graph.reports.markdown",
    "turtle": "foc_graph.reports.turtle",
}

#: The least severity that a format shows unless asked for another: people want what to mend,
#: machines want everything.
SHOWN = {
    "text": "warning",
    "github": "warning",
    "sarif": "info",
    "junit": "warning",
    "gitlab": "info",
    "json": "info",
    "markdown": "warning",
    "turtle": "info",
}


def get_reporter(name: str) -> Callable[[Report, View], str]:
    """Import a reporter and return its ``render``.

    Raises:
        UsageProblem: there is no such format.

    """
    if name not in REPORTERS:
        raise UsageProblem("no such format", place=name, fix=f"use one of {', '.join(REPORTERS)}")
    render: Callable[[Report, View], str] = import_module(REPORTERS[name]).render
    return render


def write_reports(
    report: Report, view: View, files: Iterable[tuple[str, Path]], *, severity: str | None = None
) -> None:
    """Write reports into files, each whole or not at all: (format, file) pairs.

    Each shows what it shows by default, or results of at least ``severity``.

    Raises:
        UsageProblem: there is no such format.
        CouldNotRun: a file cannot be written.

    """
    from dataclasses import replace

    from foc_graph.project.atomic import write_atomic

    for name, path in files:
        render = get_reporter(name)
        shown = replace(view, severity=severity or SHOWN[name], colour=False)
        write_atomic(path, render(report, shown).encode("utf-8", "replace"))
