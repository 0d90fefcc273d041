"""Fail when a test was skipped that `.ci/allowed-skips.toml` does not allow.

Usage: python tools/skips.py REPORT.xml (what pytest's --junitxml writes)
"""

from __future__ import annotations

import sys
import tomllib
import xml.etree.ElementTree as ET
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = ROOT / ".ci" / "allowed-skips.toml"


def skipped_tests(report: Path) -> dict[str, str]:
    """Return the tests that were skipped or expected to fail, with the reason given."""
    cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 - our own file
    return {
        f"{case.get('classname')}::{case.get('name')}": skip.get("message") or ""
        for case in cases
        for skip in case.iter("skipped")
    }


def allowed_skips() -> list[dict[str, str]]:
    """Return the entries of the list that hold here."""
    entries = tomllib.loads(ALLOWED.read_text("utf-8"))["skip"]
    return [entry for entry in entries if _applies(entry)]


def _applies(entry: dict[str, str]) -> bool:
    """An entry with `without` holds only where that folder is absent."""
    return "without" not in entry or not (ROOT / entry["without"]).exists()


def is_allowed(test: str, reason: str, allowed: list[dict[str, str]]) -> bool:
    """Tell whether an entry names this test and this reason."""
    return any(fnmatch(test, e["tests"]) and fnmatch(reason, e["reason"]) for e in allowed)


def main(report: Path) -> int:
    """Print every skip that is not allowed; return the exit code."""
    if not report.is_file():
        print(f"{report}: no test report - the test run did not get that far")
        return 1
    allowed = allowed_skips()
    skipped = skipped_tests(report)
    wrong = {test: why for test, why in skipped.items() if not is_allowed(test, why, allowed)}
    for test, why in wrong.items():
        print(f"{test}: skipped ({why}) - make it run, or allow it in .ci/allowed-skips.toml")
    print(f"{len(skipped)} skipped, {len(wrong)} of them not allowed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
