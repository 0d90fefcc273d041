"""Whether a store holds what the dataset says: graph by graph, count and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import by_value
from foc_graph.stores.graphs import seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foc_graph.exports import Progress
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.graphs import LocalGraph

#: Triples that a difference names.
NAMED = 5


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
    for graph in graphs:
        difference = _compared(client, graph)
        found += [difference] if difference else []
        if progress:
            progress(graph.iri, len(graphs))
    return found


def _compared(client: StoreClient, graph: LocalGraph) -> GraphDifference | None:
    lines = client.lines(graph.iri)
    if b"".join(sorted(lines.splitlines(keepends=True))) == graph.lines:
        return None  # the same to the character; no need to look at values and blank nodes
    held = list(client.parsed(graph.iri, lines))
    count, digest = seal(held, client.profile.literals)
    if digest == graph.sha256:
        return None
    wanted = [q.triple for q in ox.parse(graph.lines, format=ox.RdfFormat.N_TRIPLES)]
    there, here = ({str(by_value(t)) for t in triples} for triples in (held, wanted))
    return GraphDifference(
        graph.iri, graph.triples, count, _first(here - there), _first(there - here)
    )


def _first(triples: set[str]) -> tuple[str, ...]:
    return tuple(sorted(triples)[:NAMED])
