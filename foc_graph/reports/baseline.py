"""Findings that are accepted for now: a run fails only on what is not among them.

The file is JSON, sorted, with the text of each finding beside its fingerprint, so that a change
to it can be reviewed. Fingerprints hold no line and no file; a finding that moves stays accepted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.reports.findings import Finding

VERSION = 1

_NOTE = (
    "Findings that `foc-graph validate --baseline` accepts. Do not edit: mend what an entry says,"
    " then run it with --update-baseline."
)


@dataclass(frozen=True, order=True)
class BaselineEntry:
    """One accepted finding. Only the fingerprint is compared; the rest is for people."""

    rule: str
    focus: str
    message: str
    severity: str
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The accepted findings; ``whole`` where the run looks at everything they speak of."""

    file: str
    entries: tuple[BaselineEntry, ...] = ()
    whole: bool = True

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprints of all entries."""
        return frozenset(entry.fingerprint for entry in self.entries)


def read_baseline(path: Path, *, whole: bool = True) -> Baseline:
    """Read a baseline.

    Raises:
        UsageProblem: there is no such file.
        CouldNotRun: it cannot be read, or is no baseline.

    """
    try:
        content = json.loads(path.read_text("utf-8"))
        entries = tuple(_entry(item) for item in _items(content))
    except FileNotFoundError as error:
        raise UsageProblem(
            "there is no such baseline", place=str(path), fix="write it with --update-baseline"
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise CouldNotRun(
            f"is no baseline ({_reason(error)})",
            place=str(path),
            fix="restore the file, or delete it and write it anew with --update-baseline",
        ) from error
    return Baseline(str(path), entries, whole)


def _reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else str(error)
    return " ".join((said or "unreadable").split())


def _items(content: Any) -> list[Any]:  # noqa: ANN401  # whatever JSON holds
    if not isinstance(content, dict) or not isinstance(content.get("findings"), list):
        raise TypeError("it has no list of findings")
    if content.get("version") != VERSION:
        raise ValueError(f"its version is not {VERSION}")
    found: list[Any] = content["findings"]
    return found


def _entry(item: Any) -> BaselineEntry:  # noqa: ANN401
    names = [one.name for one in fields(BaselineEntry)]
    if not isinstance(item, dict) or not all(isinstance(item.get(n), str) for n in names):
        raise TypeError(f"a finding needs {', '.join(names)}")
    return BaselineEntry(**{name: item[name] for name in names})


def entries_of(found: Iterable[Finding]) -> tuple[BaselineEntry, ...]:
    """Return the entries for findings, sorted by what people read."""
    return tuple(
        sorted(
            BaselineEntry(f.rule, f.focus or "", f.message, f.severity, f.fingerprint)
            for f in found
        )
    )


def write_baseline(path: Path, found: Iterable[Finding]) -> Baseline:
    """Write a baseline that accepts these findings, whole or not at all, and return it.

    Raises:
        CouldNotRun: it cannot be written.

    """
    entries = entries_of(found)
    content = {
        "version": VERSION,
        "note": _NOTE,
        "findings": [asdict(entry) for entry in entries],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    write_atomic(path, text.encode("utf-8", "replace"))
    return Baseline(str(path), entries)
