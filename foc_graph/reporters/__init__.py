"""How a validation report is shown. A format is one module and one line in the table.

Each module has ``render(report, view) -> str``; no reporter imports click.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.prefixes import PrefixMap
    from foc_graph.validation.report import Report

#: Format -> module.
REPORTERS = {
    "text": "foc_graph.reporters.text",
    "json": "foc_graph.reporters.json",
    "turtle": "foc_graph.reporters.turtle",
}

#: The least severity that a format shows unless asked for another: people want what to mend,
#: machines want everything.
SHOWN = {"text": "warning", "json": "info", "turtle": "info"}


@dataclass(frozen=True)
class View:
    """What to show: results of at least this ``severity``; ``fail_on`` decides the verdict."""

    severity: str = "info"
    fail_on: str = "violation"
    prefixes: PrefixMap | None = None


def get_reporter(name: str) -> Callable[[Report, View], str]:
    """Import a reporter and return its ``render``.

    Raises:
        UsageProblem: there is no such format.

    """
    if name not in REPORTERS:
        raise UsageProblem("no such format", place=name, fix=f"use one of {', '.join(REPORTERS)}")
    render: Callable[[Report, View], str] = import_module(REPORTERS[name]).render
    return render
