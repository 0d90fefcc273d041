"""What every format of a report has in common: one record that says all there is to know of it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report


@dataclass(frozen=True)
class Reporter:
    """A format of a report; called with a report and a view it returns the text.

    ``purpose`` is who reads it and where, for the documentation. ``shows`` is the least severity
    shown unless another is asked for: people want what to mend, machines want everything.
    ``paths`` start at the root of the project, or at that of its git repository, as services
    expect. ``coloured`` where it may have colours on a terminal. ``summary`` is the format of the
    job's summary that is written where this one is printed.
    """

    name: str
    render: Callable[[Report, View], str]
    _: KW_ONLY
    purpose: str
    shows: Literal["violation", "warning", "info"]
    paths: Literal["project", "repository"]
    coloured: bool = False
    summary: str | None = None

    def __call__(self, report: Report, view: View) -> str:
        """Return the report with the paths and colours that this format has."""
        folder = view.folder if self.paths == "repository" else ""
        colour = view.colour and self.coloured
        return self.render(report, replace(view, folder=folder, colour=colour))
