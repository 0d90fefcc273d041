"""What a format of a report is, and what it shows: which findings, and how they are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from foc_graph.reports.findings import FILE_RULE, RANKS, Finding, all_findings
from foc_graph.reports.words import number
from foc_graph.shacl.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from foc_graph.positions.lines import Span
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.reports.baseline import Baseline, BaselineEntry
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


@dataclass(frozen=True)
class View:
    """How to show a report.

    Results of at least ``severity``; ``fail_on`` decides the verdict. ``root`` is the project's
    folder, for excerpts of the source; ``folder`` is its path in the repository, ending in ``/``
    or empty. ``changed`` has the lines that are new, by file, where that is known. ``limit`` is
    how many findings of a rule the text shows; 0 for all.
    """

    severity: str = "info"
    fail_on: str = "violation"
    prefixes: PrefixMap | None = None
    root: Path | None = None
    folder: str = ""
    baseline: Baseline | None = None
    changed: Mapping[str, frozenset[int]] | None = None
    colour: bool = False
    limit: int = 10
    web: str | None = None

    def path(self, file: str) -> str:
        """Return the path of a file of the project in its repository; of one outside, as it is."""
        return file if PurePath(file).is_absolute() else f"{self.folder}{file}"

    def where(self, finding: Finding) -> str:
        """Return the place of a finding in the repository, with line and column."""
        return self.path(str(finding.place)) if finding.place else "(no file)"

    def is_new(self, place: Span | None) -> bool:
        """Tell whether a finding stands on a line that the change has added."""
        if self.changed is None or place is None:
            return False
        lines = self.changed.get(place.file, frozenset())
        first = place.line or 1
        return bool(lines.intersection(range(first, (place.end_line or first) + 1)))


@dataclass(frozen=True)
class Viewed:
    """A report as a view sees it."""

    report: Report
    view: View

    @cached_property
    def everything(self) -> tuple[Finding, ...]:
        """All that was found, by place."""
        return all_findings(self.report, self.view.prefixes)

    @cached_property
    def _accepted(self) -> frozenset[str]:
        baseline = self.view.baseline
        return baseline.fingerprints if baseline else frozenset()

    @cached_property
    def new(self) -> tuple[Finding, ...]:
        """What the baseline does not accept, by place; everything where there is none."""
        return tuple(f for f in self.everything if f.fingerprint not in self._accepted)

    @cached_property
    def accepted(self) -> tuple[Finding, ...]:
        """What the baseline accepts."""
        return tuple(f for f in self.everything if f.fingerprint in self._accepted)

    @cached_property
    def stale(self) -> tuple[BaselineEntry, ...]:
        """What the baseline accepts and nobody finds any more: it has been mended."""
        baseline = self.view.baseline
        if baseline is None or not baseline.whole:
            return ()
        found = {finding.fingerprint for finding in self.everything}
        return tuple(e for e in baseline.entries if e.fingerprint not in found)

    @cached_property
    def shown(self) -> tuple[Finding, ...]:
        """What is new and serious enough, by place."""
        return self._serious(self.new, self.view.severity)

    @cached_property
    def urgent(self) -> tuple[Finding, ...]:
        """The same, but on new lines first; then files that cannot be read, and the serious."""
        view = self.view
        key = {
            f.fingerprint: (not view.is_new(f.place), f.rule != FILE_RULE, -f.rank)
            for f in self.shown
        }
        return tuple(sorted(self.shown, key=lambda finding: key[finding.fingerprint]))

    @staticmethod
    def _serious(found: Iterable[Finding], severity: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in found if finding.rank >= RANKS[severity])

    @cached_property
    def failing(self) -> tuple[Finding, ...]:
        """What is new and as bad as ``fail_on``, by place."""
        return self._serious(self.new, self.view.fail_on)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are new, of each severity."""
        if self.view.baseline is None:
            return self.report.counts
        tally = Counter(finding.severity for finding in self.new)
        return {name: tally[name] for name in SEVERITIES}

    @property
    def passes(self) -> bool:
        """Whether something was checked and nothing as bad as ``fail_on`` is new.

        An entry of the baseline that nobody finds any more counts like a warning.
        """
        fail_on = self.view.fail_on
        if self.view.baseline is None:
            return self.report.passes(fail_on)
        stale = bool(self.stale) and RANKS[fail_on] <= RANKS["warning"]
        return self.report.checked.missing is None and not self.failing and not stale

    @property
    def looked_at(self) -> str:
        """How much was looked at, in one sentence."""
        checked = self.report.checked
        return (
            f"Checked {number(checked.files, 'file')} with {number(checked.triples, 'triple')}:"
            f" {number(checked.focus_nodes, checked.thing)}"
            f" against {number(checked.shapes, checked.rule)}"
            f" (engine {checked.engine})."
        )

    @property
    def verdict(self) -> str:
        """The last line: the answer, and how many of each severity."""
        missing = self.report.checked.missing
        if missing:
            return f"Does not conform: there were no {missing} to check."
        counts = ", ".join(number(self.counts[name], name) for name in SEVERITIES)
        new = " that are new" if self.view.baseline else ""
        return f"{'Conforms' if self.passes else 'Does not conform'}: {counts}{new}."
