"""What has to be done so that a store holds a dataset: graph by graph, by hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.stores.graphs import LocalGraph, StoredGraph


@dataclass(frozen=True)
class GraphPatch:
    """What makes a graph that the store holds the one that is here: lines of N-Triples."""

    graph: LocalGraph
    deleted: tuple[bytes, ...]
    inserted: tuple[bytes, ...]

    @property
    def triples(self) -> int:
        """How many travel."""
        return len(self.deleted) + len(self.inserted)


@dataclass(frozen=True)
class LoadPlan:
    """The graphs to add, to patch, to replace, to delete and to keep; each sorted by name.

    ``gone`` are those that were loaded once, are no longer in the dataset, and stay in the store
    because nobody asked to prune it.
    """

    add: tuple[LocalGraph, ...]
    replace: tuple[LocalGraph, ...]
    delete: tuple[str, ...]
    keep: tuple[LocalGraph, ...]
    gone: tuple[str, ...] = ()
    patch: tuple[GraphPatch, ...] = ()
    #: Graph -> triples, of what the store held under names like ours.
    held: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.add or self.patch or self.replace or self.delete)

    @property
    def is_first(self) -> bool:
        """Whether the store holds nothing of the dataset, so that nobody reads it there."""
        return not (self.keep or self.patch or self.replace or self.delete or self.gone)

    @property
    def sent(self) -> tuple[LocalGraph, ...]:
        """The graphs that the plan changes and that are there afterwards."""
        return (*self.add, *self.replace, *(patch.graph for patch in self.patch))

    def lines(self) -> list[str]:
        """Return the plan in words: a line a graph that changes, then the sums."""
        changes = [
            *(f"add      {graph.iri}  {graph.triples:,} triples" for graph in self.add),
            *(f"replace  {graph.iri}  {graph.triples:,} triples" for graph in self.replace),
            *(
                f"patch    {p.graph.iri}  {len(p.inserted):,} triples in, {len(p.deleted):,} out"
                for p in self.patch
            ),
            *(f"delete   {iri}" for iri in self.delete),
            *(f"leave    {iri}  is gone here; --prune deletes it" for iri in self.gone),
        ]
        sums = (
            f"{len(self.add):,} to add, {len(self.replace) + len(self.patch):,} to change,"
            f" {len(self.delete):,} to delete, {len(self.keep):,} as they should be"
        )
        return [*changes, sums]


def make_plan(
    local: Iterable[LocalGraph],
    recorded: Mapping[str, StoredGraph],
    counts: Mapping[str, int],
    *,
    prune: bool,
    old: Mapping[str, LocalGraph] | None = None,
) -> LoadPlan:
    """Compare what should be there with what the store's record and its counts say.

    A graph is kept where its hash is recorded and the store still holds as many triples of it. One
    that the record says is as in ``old`` is patched, only the difference travels; but not one with
    blank nodes, which an update cannot name (SPARQL 1.1 Update, 3.1.2).
    """
    add, replace, keep, patch = [], [], [], []
    for graph in sorted(local, key=lambda g: g.iri):
        known, count = recorded.get(graph.iri), counts.get(graph.iri)
        held = known.sha256 if known and count == known.triples else None
        was = (old or {}).get(graph.iri)
        if not count:
            add.append(graph)
        elif held == graph.sha256:
            keep.append(graph)
        elif was and held == was.sha256 and not (was.blank_nodes or graph.blank_nodes):
            patch.append(_difference(was, graph))
        else:
            replace.append(graph)
    wanted = {graph.iri for graph in (*add, *replace, *keep, *(p.graph for p in patch))}
    gone = tuple(sorted(iri for iri in recorded if iri not in wanted))
    delete, gone = (gone, ()) if prune else ((), gone)
    return LoadPlan(tuple(add), tuple(replace), delete, tuple(keep), gone, tuple(patch), counts)


def _difference(was: LocalGraph, graph: LocalGraph) -> GraphPatch:
    old, new = (set(g.lines.whole.splitlines(keepends=True)) for g in (was, graph))
    return GraphPatch(graph, tuple(sorted(old - new)), tuple(sorted(new - old)))
