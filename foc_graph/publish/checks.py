"""Only a conforming dataset is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import NotConforming

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.shacl.report import Problem, Report, Result


def refuse_violations(dataset: Dataset) -> None:
    """Check the dataset against its shapes.

    Raises:
        NotConforming: there are violations, or nothing was checked; says how many and the first.

    """
    from foc_graph.shacl import validate

    report = validate(dataset, severity="violation")
    if not report.conforms:
        place, what = _first(report)
        raise NotConforming(
            what,
            place=place,
            fix="run `foc-graph validate` for the whole list; nothing was published, and what"
            " was published before is unchanged",
        )


def _first(report: Report) -> tuple[str | None, str]:
    """Return the place and the text of the first violation, with how many more there are."""
    from foc_graph.rdf.terms import VIOLATION, rank

    if report.checked.missing:
        return None, f"nothing was validated: there are no {report.checked.missing}"
    violations = [result for result in report.results if rank(result.severity) >= rank(VIOLATION)]
    everything: tuple[Problem | Result, ...] = (*report.problems, *violations)
    found = everything[0]
    more = report.counts["violation"] - 1
    others = f" (and {more} more violations)" if more > 0 else ""
    place = f"{found.file}:{found.line}" if found.line else found.file
    return place, f"does not conform: {found.message}{others}"
