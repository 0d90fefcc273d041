"""Every canned query on Oxigraph and on rdflib: same text, same data, same parameters.

In one process of its own, because loading is not what is compared here; each query is timed from
its parameters to its rows, the engines taking turns.
"""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT
from benchmarks.tables import ratio, seconds, table
from foc_graph.dataset import load_dataset
from foc_graph.project import Project
from foc_graph.queries.catalog import list_queries
from foc_graph.queries.engines import OxigraphEngine, RdflibEngine
from foc_graph.queries.run import run_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.queries.model import CannedQuery

#: After so many seconds a query is given up.
LIMIT = 60


def section(rounds: int) -> str:
    """Measure all queries in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.querying", str(rounds)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return (
        "## Queries\n\n"
        "Each canned query with the parameters of its first example, on the loaded graph: the"
        " embedded Oxigraph store and rdflib's own engine over its own memory.\n\n" + done.stdout
    )


def main(rounds: int) -> None:
    """Print the table."""
    project = Project(ROOT)
    dataset = load_dataset(project)
    engines = (OxigraphEngine(dataset), RdflibEngine(dataset))
    rows = list(_rows(list_queries(project), engines, rounds))
    sys.stdout.write(table(("query", "Oxigraph s", "rdflib s", "ratio"), rows))


def _rows(
    queries: list[CannedQuery], engines: tuple[QueryEngine, QueryEngine], rounds: int
) -> Iterator[tuple[str, ...]]:
    for query in queries:
        ours, theirs = _medians(query, engines, rounds)
        # At the limit the true ratio is larger than the one shown.
        more = "over " if theirs >= LIMIT else ""
        yield f"`{query.name}`", seconds(ours), more + seconds(theirs), more + ratio(theirs, ours)


def _medians(
    query: CannedQuery, engines: tuple[QueryEngine, QueryEngine], rounds: int
) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for engine, taken in zip(engines, times, strict=True):
            if not (taken and taken[-1] >= LIMIT):
                taken.append(_time(query, engine))
    return statistics.median(times[0]), statistics.median(times[1])


def _time(query: CannedQuery, engine: QueryEngine) -> float:
    """Seconds for one run, or the limit where it would take longer."""
    given = dict(query.examples[0]) if query.examples else {}
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(LIMIT)
    start = time.perf_counter()
    try:
        run_query(query, engine, given)
    except TimeoutError:
        return float(LIMIT)
    finally:
        signal.alarm(0)
    return time.perf_counter() - start


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main(int(sys.argv[1]))
