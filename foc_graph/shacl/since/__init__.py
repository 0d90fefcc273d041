"""Only what changed: from a git revision to the focus nodes whose results can be other than then.

The run is compared with the commit where HEAD and the revision parted, as a pull request is. What
is reported is what a whole run reports about the focus nodes that a change can reach; every result
that a whole run finds now and did not find then is among it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.shacl.report import Since
from foc_graph.shacl.session import EngineSession
from foc_graph.shacl.since.affected import Classes, Tracer
from foc_graph.shacl.since.difference import both, compare, encoded, with_derived
from foc_graph.shacl.since.files import changed_files, old_documents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.reads import Read
    from foc_graph.shacl.shapes.model import Shapes

#: Shape -> the focus nodes to look at; all of them where a shape is missing.
Among = dict["Node", frozenset["Term"]]


@dataclass(frozen=True)
class Affected:
    """What a run since a revision looks at."""

    since: Since
    files: frozenset[Path]
    triples: int
    among: Among


def find_affected(
    dataset: Dataset,
    documents: Sequence[RdfDocument],
    data: DataGraph,
    shapes: Shapes,
    revision: str,
) -> Affected:
    """Find what a change since a revision can have an effect on.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: there is no git, no repository, no commit, or not enough of the history.

    """
    project = dataset.project
    repository, files = changed_files(project, revision)
    count = len(files.changes)
    since = Since(revision, files.commit, count, files.why_all)
    if files.why_all:
        return Affected(since, files.now, 0, {})
    old = old_documents(project, dataset.prefixes, repository, files.changes)
    new = [document for document in documents if document.path in files.now]
    difference = compare(dataset, old, new)
    if difference.has_blank_nodes and any(project.rules.glob("*.rq")):
        why = "blank nodes have changed, and rules derive triples"
        return Affected(Since(revision, files.commit, count, why), files.now, 0, {})
    unchanged = (document for document in documents if document.path not in files.now)
    difference = with_derived(dataset, difference, unchanged)
    removed, added = encoded(difference.removed), encoded(difference.added)
    among = trace(data, shapes, removed, added)
    return Affected(since, files.now, len(removed) + len(added), among)


def trace(
    data: DataGraph,
    shapes: Shapes,
    removed: Collection[ox.Quad],
    added: Collection[ox.Quad],
    *,
    reads: Mapping[Node, frozenset[Read]] | None = None,
) -> Among:
    """Return the focus nodes that changed quads, as the exact graph has them, can affect.

    ``reads`` has what each shape reads, for callers that trace many changes.
    """
    with both(data.exact, removed) as store:
        reached = Tracer(store, [*removed, *added], reads).reached(shapes)
    return _classes(data, shapes).targets(shapes, reached)


def _classes(data: DataGraph, shapes: Shapes) -> Classes:
    session = EngineSession(data)
    wanted = {iri for shape in shapes.roots for iri in shape.targets.classes}
    below: dict[ox.NamedNode, frozenset[Term]] = {
        iri: frozenset(ox.NamedNode(name[1:-1]) for name in session.classes(iri)) for iri in wanted
    }
    return Classes(data.exact.store, below)
