"""The triples that were and those that are, of the files that changed and of the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import has_blank_node
from foc_graph.dataset.dataset import quads_of
from foc_graph.dataset.rules import apply_rules, derived_quads
from foc_graph.rdf.literals import encode
from foc_graph.shacl.report import Since
from foc_graph.shacl.since.affected import Affected, trace
from foc_graph.shacl.since.files import changed_files, old_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.project.project import Project
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.shacl.shapes.model import Shapes


@dataclass(frozen=True)
class Difference:
    """Quads that are no longer there, and quads that are new; none where all is looked at.

    ``files`` are those that changed and are there now, ``old`` their former content and that of
    files that are gone.
    """

    since: Since
    files: frozenset[Path]
    old: Sequence[RdfDocument] = ()
    removed: frozenset[ox.Quad] = frozenset()
    added: frozenset[ox.Quad] = frozenset()

    def affected(self, data: DataGraph, shapes: Shapes) -> Affected:
        """Find what the difference can have an effect on."""
        if self.since.why_all:
            return Affected(self.since, self.files)
        removed, added = encoded(self.removed), encoded(self.added)
        among = trace(data, shapes, removed, added)
        return Affected(self.since, self.files, len(removed) + len(added), among)


def compare(
    project: Project, prefixes: PrefixMap, documents: Iterable[RdfDocument], revision: str
) -> Difference:
    """Compare the files as they are with those of the commit where HEAD and a revision parted.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: there is no git, no repository, no commit, or not enough of the history.

    """
    repository, files = changed_files(project, revision)
    since = Since(revision, files.commit, len(files.changes), files.why_all)
    if since.why_all:
        return Difference(since, files.now)
    old = old_documents(project, prefixes, repository, files.changes)
    new = (document for document in documents if document.path in files.now)
    before, after = (
        {q for d in some for q in quads_of(d, project, prefixes)} for some in (old, new)
    )
    removed, added = frozenset(before - after), frozenset(after - before)
    if project.rule_files() and any(map(has_blank_node, removed | added)):
        why = "blank nodes have changed, and rules derive triples"
        return Difference(replace(since, why_all=why), files.now)
    return Difference(since, files.now, old, removed, added)


def derive_twice(
    project: Project, prefixes: PrefixMap, documents: Sequence[RdfDocument], difference: Difference
) -> tuple[ox.Store, Difference]:
    """Run the rules over what was, then over what is; return the store of what is.

    The difference is returned with what the rules derived then and do not now, and the reverse.
    """

    def quads(some: Iterable[RdfDocument]) -> Iterator[ox.Quad]:
        return (quad for document in some for quad in quads_of(document, project, prefixes))

    store = ox.Store()
    store.extend(quads(d for d in documents if d.path not in difference.files))
    # Several files share a graph: what an unchanged one states as well is still there.
    gone = [quad for quad in difference.removed if quad not in store]
    store.extend(quads(difference.old))
    apply_rules(store, project, prefixes)
    then = derived_quads(store, project, prefixes)
    for quad in (*gone, *then):
        store.remove(quad)
    store.extend(quads(d for d in documents if d.path in difference.files))
    apply_rules(store, project, prefixes)
    now = derived_quads(store, project, prefixes)
    removed, added = difference.removed | (then - now), difference.added | (now - then)
    return store, replace(difference, removed=removed, added=added)


def encoded(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads with the literals that stand for theirs in the exact graph."""
    return [
        ox.Quad(quad.subject, quad.predicate, encode(quad.object), quad.graph_name)  # type: ignore[arg-type]
        for quad in quads
    ]
