"""The triples that were and those that are, of the files that changed and of the rules."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import quads_of
from foc_graph.dataset.rules import apply_rules, rule_files
from foc_graph.rdf.literals import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.data_graph import ExactStore
    from foc_graph.rdf.documents import RdfDocument


@dataclass(frozen=True)
class Difference:
    """Quads that are no longer there, and quads that are new."""

    removed: frozenset[ox.Quad]
    added: frozenset[ox.Quad]

    @property
    def has_blank_nodes(self) -> bool:
        """Whether some node has no name that would last."""
        return any(
            isinstance(term, ox.BlankNode)
            for quad in (*self.removed, *self.added)
            for term in (quad.subject, quad.object)
        )


def compare(dataset: Dataset, old: Sequence[RdfDocument], new: Sequence[RdfDocument]) -> Difference:
    """Compare the old versions of files with the new ones."""
    before, after = (
        {q for document in documents for q in quads_of(document, dataset.project, dataset.prefixes)}
        for documents in (old, new)
    )
    return Difference(frozenset(before - after), frozenset(after - before))


def with_derived(
    dataset: Dataset, difference: Difference, unchanged: Iterable[RdfDocument]
) -> Difference:
    """Add what the rules derive now and did not, or did and do not.

    The store is put back to what it was, the rules run, and the store is set right again.
    """
    if not rule_files(dataset.project) or not (difference.removed or difference.added):
        return difference
    store = dataset.store
    now = _derived(dataset)
    shared = _also_in(unchanged, difference.added, dataset)
    added = difference.added - shared
    removed = {quad for quad in difference.removed if quad not in store}
    with _undone(store, added | now, removed):
        apply_rules(store, dataset.project, dataset.prefixes)
        then = _derived(dataset)
        for quad in then:
            store.remove(quad)
    return Difference(difference.removed | (then - now), difference.added | (now - then))


def _derived(dataset: Dataset) -> frozenset[ox.Quad]:
    graphs = dataset.derived_graphs()
    return frozenset(
        q for g in graphs for q in dataset.store.quads_for_pattern(None, None, None, g)
    )


def _also_in(
    documents: Iterable[RdfDocument], quads: frozenset[ox.Quad], dataset: Dataset
) -> set[ox.Quad]:
    """Return those quads that an unchanged file states as well: several files share a graph."""
    subjects = {quad.subject for quad in quads}
    return {
        quad
        for document in documents
        if any(quad.subject in subjects for quad in document.quads)
        for quad in quads_of(document, dataset.project, dataset.prefixes)
        if quad in quads
    }


@contextmanager
def _undone(
    store: ox.Store, added: Iterable[ox.Quad], removed: Iterable[ox.Quad]
) -> Iterator[None]:
    for quad in added:
        store.remove(quad)
    store.extend(removed)
    try:
        yield
    finally:
        for quad in removed:
            store.remove(quad)
        store.extend(added)


def encoded(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads with the literals that stand for theirs in the exact graph."""
    return [
        ox.Quad(quad.subject, quad.predicate, encode(quad.object), quad.graph_name)  # type: ignore[arg-type]
        for quad in quads
    ]


@contextmanager
def both(graph: ExactStore, removed: Iterable[ox.Quad]) -> Iterator[ox.Store]:
    """Lend the exact graph with what was removed beside what is there."""
    quads = {ox.Quad(q.subject, q.predicate, q.object) for q in removed}
    lent = [quad for quad in quads if quad not in graph.store]
    graph.store.extend(lent)
    try:
        yield graph.store
    finally:
        for quad in lent:
            graph.store.remove(quad)
