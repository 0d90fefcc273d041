"""Whether a store answers the canned queries as the dataset does: the same rows, query by query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries.catalog import list_queries
from foc_graph.queries.engines import OxigraphEngine
from foc_graph.queries.results import ResultTable
from foc_graph.queries.run import run_query
from foc_graph.rdf.literals import by_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery
    from foc_graph.queries.results import Cell, Outcome
    from foc_graph.stores.client import StoreClient

#: The store gives the same rows; gives others; or cannot run the query, or not in time.
Agreement = Literal["same", "other", "not run"]
_NODE = ox.NamedNode("urn:x")


@dataclass(frozen=True)
class ComparedQuery:
    """A canned query asked of the dataset and of the store, with its first example's values."""

    name: str
    agreement: Agreement
    said: str = ""


def compare_answers(
    client: StoreClient, project: Project, dataset: Dataset
) -> Iterator[ComparedQuery]:
    """Ask both every canned query; those that want a value and have no example are left out."""
    local = OxigraphEngine(dataset)
    for query in list_queries(project):
        given = query.examples[0] if query.examples else {}
        try:
            here = run_query(query, local, given).outcome
        except UsageProblem:
            continue
        yield _compared(query, given, here, client)


def _compared(
    query: CannedQuery, given: Mapping[str, str], here: Outcome, client: StoreClient
) -> ComparedQuery:
    try:
        there = run_query(query, client.engine, given).outcome
    except (CouldNotRun, UsageProblem) as error:
        return ComparedQuery(query.name, "not run", str(error))
    wanted, found = _rows(here), _rows(there)
    if wanted == found:
        return ComparedQuery(query.name, "same")
    said = f"{found.total():,} rows where {wanted.total():,} should be"
    if found.total() == wanted.total():
        said = f"{(wanted - found).total():,} of {wanted.total():,} rows differ"
    return ComparedQuery(query.name, "other", said)


def _rows(outcome: Outcome) -> Counter[tuple[str, ...]]:
    """Return rows by value and without their order, which a tie leaves open."""
    if isinstance(outcome, ResultTable):
        return Counter(tuple(map(_by_value, row)) for row in outcome.rows)
    return Counter((str(by_value(triple)),) for triple in outcome.triples)


def _by_value(cell: Cell) -> str:
    if isinstance(cell, ox.Literal):
        return str(by_value(ox.Triple(_NODE, _NODE, cell)).object)
    return "_:" if isinstance(cell, ox.BlankNode) else str(cell)
