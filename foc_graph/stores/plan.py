"""What has to be done so that a store holds a dataset: graph by graph, by hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.stores.graphs import LocalGraph, StoredGraph


@dataclass(frozen=True)
class LoadPlan:
    """The graphs to add, to replace, to delete and to keep; each sorted by name.

    ``gone`` are those that were loaded once, are no longer in the dataset, and stay in the store
    because nobody asked to prune it.
    """

    add: tuple[LocalGraph, ...]
    replace: tuple[LocalGraph, ...]
    delete: tuple[str, ...]
    keep: tuple[LocalGraph, ...]
    gone: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.add or self.replace or self.delete)

    def lines(self) -> list[str]:
        """Return the plan in words: a line a graph that changes, then the sums."""
        changes = [
            *(f"add      {graph.iri}  {graph.triples:,} triples" for graph in self.add),
            *(f"replace  {graph.iri}  {graph.triples:,} triples" for graph in self.replace),
            *(f"delete   {iri}" for iri in self.delete),
            *(f"leave    {iri}  is gone here; --prune deletes it" for iri in self.gone),
        ]
        sums = (
            f"{len(self.add):,} to add, {len(self.replace):,} to replace,"
            f" {len(self.delete):,} to delete, {len(self.keep):,} as they should be"
        )
        return [*changes, sums]


def make_plan(
    local: Iterable[LocalGraph],
    recorded: Mapping[str, StoredGraph],
    counts: Mapping[str, int],
    *,
    prune: bool,
) -> LoadPlan:
    """Compare what should be there with what the store's record and its counts say.

    A graph is kept where its hash is recorded and the store still holds as many triples of it.
    """
    add, replace, keep = [], [], []
    for graph in sorted(local, key=lambda g: g.iri):
        known = recorded.get(graph.iri)
        if not counts.get(graph.iri):
            add.append(graph)
        elif known and known.sha256 == graph.sha256 and counts[graph.iri] == known.triples:
            keep.append(graph)
        else:
            replace.append(graph)
    wanted = {graph.iri for graph in (*add, *replace, *keep)}
    gone = tuple(sorted(iri for iri in recorded if iri not in wanted))
    return LoadPlan(
        tuple(add), tuple(replace), gone if prune else (), tuple(keep), () if prune else gone
    )
