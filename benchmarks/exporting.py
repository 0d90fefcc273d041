"""Writing the graph in three formats."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT, Candidate, measure
from benchmarks.tables import ratio, seconds, table

if TYPE_CHECKING:
    from pathlib import Path

#: Our name of a format -> rdflib's.
FORMATS = {"turtle": "turtle", "nquads": "nquads", "jsonld": "json-ld"}


def section(rounds: int, folder: Path) -> str:
    """Measure `foc-graph export` beside rdflib reading the same files and serialising them."""
    rows = [_row(name, rounds, folder) for name in FORMATS]
    header = ("format", "foc-graph s", "rdflib s", "ratio", "foc-graph MB", "rdflib MB")
    return (
        "## Export\n\n"
        "From the single files to the file written, in a fresh process. Ours is sorted and the"
        " same on every run, and the JSON-LD is compact with our context; rdflib's JSON-LD is"
        " expanded. Peak memory in MB.\n\n" + table(header, rows)
    )


def _row(name: str, rounds: int, folder: Path) -> tuple[str, ...]:
    ours, peer = measure(candidates(name, folder), rounds)
    times = (seconds(ours.median), seconds(peer.median), ratio(peer.median, ours.median))
    return (name, *times, f"{ours.peak:.0f}", f"{peer.peak:.0f}")


def candidates(name: str, folder: Path) -> list[Candidate]:
    """What is compared for one format."""
    ours = (sys.executable, "-m", "foc_graph", "export", "--format", name)
    peer = (sys.executable, "-m", "benchmarks.peers", "export", str(ROOT), FORMATS[name])
    return [
        Candidate("foc-graph", (*ours, "-o", str(folder / name))),
        Candidate("rdflib", (*peer, str(folder / f"rdflib-{name}"))),
    ]
