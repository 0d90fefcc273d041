"""Time fresh processes, in interleaved rounds, and take medians.

A machine is never quite at rest: the candidates of one group take turns, so that what disturbs one
disturbs all of them. Read ratios inside one table, not absolute times.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAUNCHER = Path(__file__).with_name("launcher.py")

#: What `ru_maxrss` counts in: bytes on macOS, KiB elsewhere (getrusage(2)).
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Candidate:
    """One way of doing a piece of work: a command line that starts in the repository."""

    name: str
    command: tuple[str, ...]
    #: Exit codes that mean the work was done (a validator may say "does not conform" with 1).
    accepted: tuple[int, ...] = (0,)
    #: Rounds that are enough where one takes minutes.
    most_rounds: int = 1000


@dataclass
class Measured:
    """What the rounds of one candidate took."""

    candidate: Candidate
    seconds: list[float] = field(default_factory=list)
    peak_bytes: list[int] = field(default_factory=list)
    #: What it printed the last time.
    printed: str = ""

    @property
    def median(self) -> float:
        """Median of the wall times, in seconds."""
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        """Median of the peak resident set sizes, in MB."""
        return statistics.median(self.peak_bytes) / 1e6


def measure(candidates: list[Candidate], rounds: int, *, warm: bool = True) -> list[Measured]:
    """Run every candidate once a round, in turn; `warm` runs the first one once before that."""
    measured = [Measured(candidate) for candidate in candidates]
    if warm:
        _run(candidates[0])
    for number in range(rounds):
        for one in measured:
            if number < one.candidate.most_rounds:
                seconds, peak, one.printed = _run(one.candidate)
                one.seconds.append(seconds)
                one.peak_bytes.append(peak)
    return measured


def _environment() -> dict[str, str]:
    """Return the environment of a user: modules are compiled once, as an installation does."""
    own = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "COLUMNS": "100", "NO_COLOR": "1"}


def _run(candidate: Candidate) -> tuple[float, int, str]:
    """Run a command in a process of its own; return wall time, peak memory and what it printed.

    Raises:
        RuntimeError: it failed; a time of work that was not done means nothing.

    """
    with tempfile.NamedTemporaryFile(mode="r", encoding="utf-8") as printed:
        done = subprocess.run(
            [sys.executable, "-I", "-S", LAUNCHER, printed.name, *candidate.command],
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        text = printed.read()
    seconds, peak, code = done.stdout.split()
    if int(code) not in candidate.accepted:
        raise RuntimeError(f"{candidate.name} exited {code}:\n{done.stderr}")
    return float(seconds), int(peak) * RSS_UNIT, text
