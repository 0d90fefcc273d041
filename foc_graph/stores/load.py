"""Loading: plan, apply, verify. Whatever breaks off, the same command again ends in the same state.

Graphs are added first, then replaced, then deleted, so that what refers to another finds it. A
graph that is larger than what the store takes at once is put together under another name and moved
into its place in one step: nobody ever sees half of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from foc_graph.dataset.content import Content
from foc_graph.errors import CouldNotRun
from foc_graph.exports import refuse_gaps
from foc_graph.stores.check import check
from foc_graph.stores.graphs import LoadSource, QuadsOf, catalog_graph
from foc_graph.stores.lines import PIECE, batches
from foc_graph.stores.plan import LoadPlan, make_plan
from foc_graph.stores.record import PROLOGUE, LoadRecord
from foc_graph.stores.updates import change, drop, move

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foc_graph.dataset import Dataset
    from foc_graph.exports import Progress
    from foc_graph.stores.check import GraphDifference
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.graphs import LocalGraph
    from foc_graph.stores.plan import GraphPatch

Sized = TypeVar("Sized", "LocalGraph", "GraphPatch")

#: Put behind the name of a graph while it is put together.
STAGED = "#staged"
#: Graphs that are recorded together.
AT_ONCE = 200
#: Triples and graphs that a store is sent as one body of N-Quads, as long as nobody reads there.
FIRST = (1_000_000, 5_000)


class Loader:
    """Brings a dataset into a store, and takes it out again."""

    def __init__(self, client: StoreClient, content: Content | LoadSource) -> None:
        self._client, self.source = client, LoadSource.of(content)
        self.record = LoadRecord(client, self.source)
        self._start = f"{self.source.base}graph/"

    @classmethod
    def of(cls, client: StoreClient, dataset: Dataset) -> Self:
        """Return what brings a dataset into a store.

        Raises:
            NotConforming: a file of the dataset cannot be read; its graph is not as it should be.

        """
        refuse_gaps(dataset)
        return cls(client, Content(dataset))

    @cached_property
    def graphs(self) -> tuple[LocalGraph, ...]:
        """The graphs that should be in the store, sealed once for the plan and the comparison."""
        return tuple(self.source.graphs(self._client.profile.literals))

    @property
    def endpoint(self) -> str:
        """The address of the store."""
        return self._client.url

    def plan(self, *, prune: bool = False, old: Content | LoadSource | None = None) -> LoadPlan:
        """Compare the dataset with the store; asks two queries, changes nothing.

        Where the store holds a graph as it is in ``old``, only the difference is to travel.
        """
        profile, before = self._client.profile, None
        if old is not None and profile.atomic_update:
            was = LoadSource.of(old).graphs(profile.literals)
            before = {graph.iri: graph for graph in was}
        held = self._client.counts(self._start)
        return make_plan(self.graphs, self.record.read(), held, prune=prune, old=before)

    def apply(self, plan: LoadPlan, *, progress: Progress | None = None) -> None:
        """Do what the plan says, and record it in the store.

        Raises:
            CouldNotRun: the store refuses something or goes away; graphs that are done are done.

        """
        self._remove_staged(plan.held)
        total = len(plan.add) + len(plan.replace)
        most = self._client.profile.triples_per_update
        for patches in together(plan.patch, most, AT_ONCE):
            changes = (part for patch in patches for part in _patching(patch))
            self._update(*changes, self.record.writing(patch.graph for patch in patches))
        put = self._add if plan.is_first else self._put
        sizes = FIRST if plan.is_first and self._client.profile.quads else (most, AT_ONCE)
        catalog = catalog_graph(self.source.base)
        new = sorted(plan.add, key=lambda graph: graph.iri == catalog)  # that of the version last
        for some in together((*new, *plan.replace), *sizes):
            put(some)
            if progress:
                for graph in some:
                    progress(graph.iri, total)
        for names in batches(plan.delete, AT_ONCE):
            self._update(*map(drop, names), self.record.forgetting(names))
        if not plan.is_done:
            self._update(self.record.closing())

    def verify(
        self, graphs: Sequence[LocalGraph], *, progress: Progress | None = None
    ) -> list[GraphDifference]:
        """Read back what was sent; a graph that differs is sent again by the next load."""
        found = self.check(graphs, progress=progress)
        names = {difference.graph for difference in found}
        if doubtful := [graph for graph in graphs if graph.iri in names]:
            self._update(self.record.writing(doubtful, with_checksum=False))
        return found

    def check(
        self, graphs: Sequence[LocalGraph] | None = None, *, progress: Progress | None = None
    ) -> list[GraphDifference]:
        """Read graphs back, all unless told which, and return those that differ."""
        return check(self._client, self.graphs if graphs is None else graphs, progress=progress)

    def remove(self) -> int:
        """Take every graph out that was loaded, and the record; others stay. Returns how many."""
        self._remove_staged(self._client.counts(self._start))
        names = sorted(self.record.read())
        for some in batches((*names, self.record.graph), AT_ONCE):
            self._update(*map(drop, some))
        return len(names)

    def _add(self, graphs: tuple[LocalGraph, ...]) -> None:
        """Add graphs to a store that has none of ours: the quickest way, as nobody reads them yet.

        The description of the dataset, which says the version, comes last: who asks for that
        first (`foc_graph.queries.contract`) does not take a part for the whole.
        """
        profile, quads = self._client.profile, QuadsOf(graphs)
        is_small = _size(graphs) <= profile.triples_per_update
        if profile.quads is None and (profile.atomic_update or not is_small):
            self._put(graphs)
            return
        self._update(self.record.writing(graphs, with_checksum=False))
        if profile.quads is None:
            self._update(*(change("INSERT", graph.iri, graph.lines.whole) for graph in graphs))
        else:
            self._client.add_quads(b"".join(quads) if is_small else quads)
        self._update(self.record.completing(graphs))

    def _put(self, graphs: tuple[LocalGraph, ...]) -> None:
        """Put graphs into their places; where an update is atomic, with their record in one."""
        profile, record = self._client.profile, self.record
        if profile.atomic_update and _size(graphs) <= profile.triples_per_update:
            changes = (f"{drop(g.iri)} ;\n{change('INSERT', g.iri, g.lines.whole)}" for g in graphs)
            self._update(*changes, record.writing(graphs))
            return
        self._update(record.writing(graphs, with_checksum=False))
        for graph in graphs:
            most = profile.triples_per_body
            if profile.graphs is not None and (not most or graph.triples <= most):
                lines = graph.lines.whole if graph.triples <= PIECE else graph.lines
                self._client.put_graph(graph.iri, lines)
            else:
                self._put_staged(graph)
        self._update(record.writing(graphs))

    def _update(self, *operations: str) -> None:
        self._client.update(PROLOGUE + " ;\n".join(operations))

    def _put_staged(self, graph: LocalGraph) -> None:
        """Put a graph together under another name, and move it."""
        _refuse_split_blank_nodes(graph)
        profile, staged = self._client.profile, graph.iri + STAGED
        self._update(drop(staged))
        size = profile.triples_per_body if profile.graphs else profile.triples_per_update
        for lines in graph.lines.pieces(size):
            if profile.graphs:
                self._client.post_graph(staged, lines)
            else:
                self._update(change("INSERT", staged, lines))
        self._update(move(staged, graph.iri))

    def _remove_staged(self, held: Iterable[str]) -> None:
        for name in held:
            if name.endswith(STAGED):
                self._update(drop(name))


def _patching(patch: GraphPatch) -> Iterator[str]:
    if patch.deleted:
        yield change("DELETE", patch.graph.iri, b"".join(patch.deleted))
    if patch.inserted:
        yield change("INSERT", patch.graph.iri, b"".join(patch.inserted))


def _size(graphs: Iterable[LocalGraph | GraphPatch]) -> int:
    return sum(graph.triples for graph in graphs)


def together(graphs: Iterable[Sized], most: int, count: int) -> Iterator[tuple[Sized, ...]]:
    """Yield what travels together: at most so many triples and graphs, at least one graph."""
    some: list[Sized] = []
    size = 0
    for graph in graphs:
        if some and (len(some) == count or size + graph.triples > most):
            yield tuple(some)
            some, size = [], 0
        some.append(graph)
        size += graph.triples
    if some:
        yield tuple(some)


def _refuse_split_blank_nodes(graph: LocalGraph) -> None:
    """Refuse to send a blank node in pieces: each piece would make a node of its own."""
    if graph.blank_nodes:
        raise CouldNotRun(
            f"has {graph.triples:,} triples, more than the store takes at once, and blank nodes",
            place=graph.iri,
            fix="name its nodes, or load the dump with the store's own loader",
        )
