"""Markdown tables of what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.measuring import Measured


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Build a Markdown table; the first column holds words, the others figures."""
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows)) + "\n"


def comparison(measured: list[Measured]) -> str:
    """Compare candidates: median, how many times the first one's, peak memory."""
    first = measured[0].median
    rows = [
        (one.candidate.name, seconds(one.median), ratio(one.median, first), f"{one.peak:.0f}")
        for one in measured
    ]
    return table(("", "seconds", "ratio", "peak MB"), rows)


def seconds(value: float) -> str:
    """As many digits as a shared machine can promise."""
    if value >= 10:  # noqa: PLR2004
        return f"{value:.1f}"
    return f"{value:.2g}" if value < 1 else f"{value:.2f}"


def ratio(value: float, base: float) -> str:
    """How many times `base`."""
    times = value / base
    return f"{times:.2f}" if times < 10 else f"{times:.0f}"  # noqa: PLR2004
