"""Run all benchmarks and write the tables: python -m benchmarks [--rounds N] [-o FILE]."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import changes, constraints, exporting, growth, querying, startup, validating
from benchmarks.machine import description
from benchmarks.material import merge
from benchmarks.measuring import ROOT
from foc_graph.project import Project
from foc_graph.project.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRODUCTION = """\
# Benchmarks

Written by `make bench`, which runs everything below in one go, candidates in turn, and takes
medians. **Read ratios inside one table, not absolute times.** No test depends on a time.

"""


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the quick ones")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [INTRODUCTION + description()]
        for part in sections(options.rounds, Path(folder)):
            print(part, flush=True)
            parts.append(part)
    write_atomic(options.output, "\n".join(parts).encode())


def sections(rounds: int, folder: Path) -> Iterator[str]:
    """Every section in turn; the slow ones get fewer rounds."""
    project = Project(ROOT)
    material = merge(project, folder / "material")
    slow = min(rounds, 3)
    yield startup.section(rounds, folder)
    yield validating.section(slow, material)
    yield constraints.section(slow, folder / "constraints")
    yield changes.section(slow, folder / "changes")
    yield querying.section(slow)
    yield exporting.section(rounds, folder)
    yield growth.section(1, project, folder / "growth")


if __name__ == "__main__":
    main()
