"""Whether a store holds what the dataset says: graph by graph, count and content."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun
from foc_graph.queries.engines import SparqlError
from foc_graph.stores.lines import SortedLines, batches, compared, joined, seal, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph as ox

    from foc_graph.exports import Progress
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.graphs import LocalGraph

#: Triples that a difference names.
NAMED = 5
#: Graphs of so few triples are read back many at a time; for others a request each is as quick.
SMALL, TOGETHER = 50, 200


@dataclass(frozen=True)
class GraphDifference:
    """A graph that is not as it should be, with the first triples that tell, as N-Triples."""

    graph: str
    expected: int
    found: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Say what differs."""
        yield f"{self.graph}: {self.found:,} triples where {self.expected:,} should be"
        yield from (f"  missing  {triple}" for triple in self.missing)
        yield from (f"  extra    {triple}" for triple in self.extra)


def check(
    client: StoreClient,
    graphs: Sequence[LocalGraph],
    *,
    progress: Progress | None = None,
) -> list[GraphDifference]:
    """Read the graphs of a dataset back from a store, and return those that differ.

    Graphs that the dataset does not have are not looked at: they may be somebody else's.
    """
    found = []
    alike = _alike(client, [graph for graph in graphs if graph.triples <= SMALL])
    for graph in graphs:
        difference = None if graph.iri in alike else _compared(client, graph)
        found += [difference] if difference else []
        if progress:
            progress(graph.iri, len(graphs))
    return found


def _alike(client: StoreClient, graphs: Sequence[LocalGraph]) -> set[str]:
    """Return the graphs that are as they should be for sure, many of them read by one query.

    What a store will not answer so, or answers cut short, is looked at graph by graph.
    """
    alike: set[str] = set()
    for some in batches(graphs, TOGETHER):
        try:
            held = client.quads(graph.iri for graph in some)
        except (CouldNotRun, SparqlError):
            break
        alike |= {graph.iri for graph in some if _is_as(graph, held[graph.iri], client)}
    return alike


def _is_as(graph: LocalGraph, triples: Iterable[ox.Triple], client: StoreClient) -> bool:
    lines = compared(written(triples), client.profile.literals)
    return seal(lines) == (graph.triples, graph.sha256)


def _compared(client: StoreClient, graph: LocalGraph) -> GraphDifference | None:
    lines = SortedLines(client.lines(graph.iri))
    if seal(lines) == (graph.triples, graph.sha256):
        return None  # the same to the character; no need to look at values and blank nodes
    literals = client.profile.literals
    there = compared(written(client.parsed(graph.iri, joined(lines))), literals)
    found = seal(there)
    if found == (graph.triples, graph.sha256):
        return None
    here = compared(graph.lines, literals)
    missing, extra = _named(here, there)
    return GraphDifference(graph.iri, graph.triples, found[0], missing, extra)


def _named(here: SortedLines, there: SortedLines) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first triples that are here only, and the first that are there only."""
    missing: list[str] = []
    extra: list[str] = []
    merged = heapq.merge(zip(here, repeat(missing)), zip(there, repeat(extra)), key=itemgetter(0))
    for line, members in groupby(merged, key=itemgetter(0)):
        (_, side), *both = members
        if not both and len(side) < NAMED:
            side.append(line.decode().removesuffix(" .\n"))
    return tuple(missing), tuple(extra)
