"""Canned queries at an endpoint, beside SPARQLWrapper alone: ``python -m benchmarks.endpoint``.

Oxigraph over HTTP holds our own graph. SPARQLWrapper is given the finished text and its answer is
read as it reads it; foc-graph starts from what a person types: it looks names up, binds, asks,
and brings the rows into its own terms. Both take turns.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

from benchmarks.loading import oxigraph
from benchmarks.measuring import ROOT
from benchmarks.tables import table
from foc_graph.dataset import load_dataset
from foc_graph.project import Project
from foc_graph.queries.catalog import list_queries
from foc_graph.queries.contract import require_graph
from foc_graph.queries.credentials import Credentials
from foc_graph.queries.endpoint import ROW_FORMS, EndpointEngine
from foc_graph.queries.parameters import THINGS
from foc_graph.queries.run import bound, run_query
from foc_graph.sparql.tokens import query_form
from foc_graph.stores import Loader, StoreClient, read_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.queries.model import CannedQuery

ROUNDS = 15


def alone(url: str, text: str) -> object:
    """Ask with SPARQLWrapper and nothing else."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    form = query_form(text)
    asking: Any = SPARQLWrapper(url, returnFormat=JSON if form in ROW_FORMS else TURTLE)
    asking.setMethod(POST)
    asking.setQuery(text)
    asking.queryType = form  # it takes a `#` of an IRI for a comment
    return asking.query().convert()


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def medians(*works: Callable[[], object]) -> list[float]:
    """Return what each takes, in turns."""
    rounds = [[timed(work) for work in works] for _ in range(ROUNDS)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def rows(engine: EndpointEngine, project: Project) -> Iterator[tuple[str, bool, float, float]]:
    """Yield a query, whether it has names to look up, and the milliseconds of both."""
    for query in list_queries(project):
        given = dict(query.examples[0]) if query.examples else {}
        text = bound(query, engine, given)
        ours, theirs = medians(
            lambda: run_query(query, engine, given),  # noqa: B023 - called at once
            lambda: alone(engine.url, text),  # noqa: B023
        )
        yield query.name, _looks_up(query, given), ours, theirs


def _looks_up(query: CannedQuery, given: dict[str, str]) -> bool:
    named = (p for p in query.parameters if p.name in given or p.default is not None)
    return any(p.type in THINGS or p.type == "concept" for p in named)


def section() -> str:
    """Measure all canned queries."""
    project = Project(ROOT)
    dataset = load_dataset(project)
    profile = read_profile("oxigraph", project)
    with (
        oxigraph("--union-default-graph") as (url, _),
        StoreClient(url, profile, dataset.prefixes, Credentials()) as client,
    ):
        loader = Loader.of(client, dataset)
        loader.apply(loader.plan())
        (contract,) = medians(lambda: require_graph(client.engine, project))
        found = list(rows(client.engine, project))
    more = [(looks_up, ours - theirs) for _, looks_up, ours, theirs in found]
    shown = [
        (f"`{name}`", "yes" if looks_up else "", f"{ours:.1f}", f"{theirs:.1f}")
        for name, looks_up, ours, theirs in found
    ]
    return (
        f"Asking first whether the graph is there: {contract:.1f} ms. Besides that, in the median"
        f" of the queries {_median(m for _, m in more)}; of those without a name to look up"
        f" {_median(m for looks_up, m in more if not looks_up)} and at most"
        f" {max(m for looks_up, m in more if not looks_up):.1f}; of those with one"
        f" {_median(m for looks_up, m in more if looks_up)} and at most"
        f" {max(m for looks_up, m in more if looks_up):.1f}.\n\n"
        + table(("query", "looks names up", "foc-graph ms", "SPARQLWrapper ms"), shown)
    )


def _median(values: Iterator[float]) -> str:
    return f"{statistics.median(values):.1f} ms"


if __name__ == "__main__":
    print(section())
