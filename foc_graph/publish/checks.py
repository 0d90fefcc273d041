"""What is refused: a dataset that does not conform, a folder whose loss would lose something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from foc_graph.errors import NotConforming, UsageProblem
from foc_graph.exports.manifest import MADE_BY

if TYPE_CHECKING:
    from pathlib import Path

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


#: Lists the files of a site.
SITE_MANIFEST = "site.json"

#: What lists the files -> files that it cannot list, for they are written with it or after it.
_MANIFESTS = {
    "manifest.json": frozenset({"manifest.json", "SHA256SUMS"}),
    SITE_MANIFEST: frozenset({SITE_MANIFEST}),
}


def refuse_foreign(out: Path) -> None:
    """Check that replacing ``out`` loses nothing but an earlier publication.

    Raises:
        UsageProblem: it is a file, was not made by `publish`, or holds a file that was not.

    """
    if not out.exists():
        return
    if not out.is_dir():
        _refuse(out, "is a file")
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    listed = _listed(out)
    if found and not listed:
        _refuse(out, "is not empty, and not a folder that `foc-graph publish` made")
    strange = [name for name in found if name not in listed]
    if strange:
        _refuse(out, f"holds {strange[0]}, which `foc-graph publish` did not write")


def _listed(out: Path) -> frozenset[str]:
    """Return the files that an earlier run wrote; none where there was no such run."""
    for name, unlisted in _MANIFESTS.items():
        try:
            document = json.loads((out / name).read_bytes())
            if document["made_by"] == MADE_BY:
                return frozenset(file["name"] for file in document["files"]) | unlisted
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return frozenset()


def _refuse(out: Path, why: str) -> NoReturn:
    raise UsageProblem(
        f"{why}; it was left as it is",
        place=str(out),
        fix="move it away, or choose another folder with -o",
    )
