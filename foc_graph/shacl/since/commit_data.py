"""A run since a revision on the graph of that commit on disk: only changed files are read."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import DataGraph, ExactStore
from foc_graph.dataset.dataset import Dataset, read_documents
from foc_graph.positions.walker import straight
from foc_graph.project.iris import iri_for_name, iri_for_path
from foc_graph.project.source import read_prefixes
from foc_graph.shacl.layout import describes, node_of
from foc_graph.shacl.reads import TooManyError, walk
from foc_graph.shacl.report import Since
from foc_graph.shacl.run_data import RunData
from foc_graph.shacl.shapes import GRAPH_CLAUSE
from foc_graph.shacl.since.affected import Affected, trace
from foc_graph.shacl.since.commit_store import CommitStore, file_of
from foc_graph.shacl.since.difference import changed_files, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.project.project import Project
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes import Shapes
    from foc_graph.shacl.since.commit_store import FileGraphs
    from foc_graph.shacl.since.difference import ChangedFiles


@dataclass
class CommitRunData(RunData):
    """Data that lie in a store, with a graph a file; few of the files are read."""

    dataset: Dataset = field(kw_only=True)

    def read_for(self, results: Iterable[Result]) -> None:
        """Read the files that results speak of."""
        known = {document.path for document in self.documents}
        found = {path for result in results for path in self._files_of(result)} - known
        self.documents += read_documents(self.source, self.prefixes, sorted(found))

    def _files_of(self, result: Result) -> Iterator[Path]:
        store, root = self.dataset.store, self.source.root
        nodes = {result.focus_node, *([result.value] if result.value else ())}
        steps = result.path.parts if result.path and result.path.kind == "/" else ()
        try:
            here: set[Term] = {result.focus_node}
            for step in steps:
                nodes |= (here := walk(store, here, straight(step)))
        except TooManyError:
            pass
        for node in nodes:
            if isinstance(node, ox.Literal):
                continue
            for quad in store.quads_for_pattern(node, None, None, None):
                name = file_of(quad.graph_name)
                if name is not None and (root / name).is_file():
                    yield root / name

    def unread_names(self, reported: Iterable[RdfDocument]) -> tuple[int, int]:
        """Count the other files where a name seems wrong, as most files decide; else none."""
        expected = (
            (d, iri_for_path(d.path, self.source, self.prefixes)) for d in reported if d.quads
        )
        if not any(iri and not describes(document, iri) for document, iri in expected):
            return 0, 0
        project = self.dataset.project
        known = {project.relative(document.path) for document in self.documents}
        start = f"{project.relative(project.data)}/"
        asked = wrong = 0
        for graph in self.dataset.store.named_graphs():
            name = file_of(graph) or ""
            iri = iri_for_name(name.removeprefix(start), self.prefixes)
            if iri and name not in known and name.startswith(start):
                asked += 1
                wrong += not self._is_described(iri, graph)
        return asked, wrong

    def _is_described(self, iri: str, graph: ox.NamedNode | ox.BlankNode) -> bool:
        node = node_of(iri)
        found = self.dataset.store.quads_for_pattern(node, None, None, graph) if node else ()
        return any(True for _ in found)


@contextmanager
def open_commit_data(
    project: Project, shapes: Shapes, revision: str, store_dir: Path
) -> Iterator[CommitRunData | None]:
    """Yield what has changed since a commit, with the graph of the commit changed accordingly.

    None is yielded where everything has to be looked at, or a store has no use. The store lies
    beside ``store_dir``, whose name it has with ``-since``.

    Raises:
        UsageProblem: there is no such revision; or the folder is none of ours.
        CouldNotRun: git does not tell what changed, or the store cannot be opened.

    """
    repository, files = changed_files(project, revision)
    if files.why_all or _names_graphs(project, shapes):
        yield None
        return
    prefixes = read_prefixes(project)
    folder = store_dir.with_name(f"{store_dir.name}-since")
    disk = CommitStore(project, prefixes, folder)
    disk.bring_to(repository, files.commit)
    with disk.changeable_copy() as store:
        graphs = disk.graphs(store)
        dataset = Dataset(project, prefixes, store, ())
        yield _changed(graphs, dataset, shapes, files, revision) if graphs.suit_rules else None


def _changed(
    graphs: FileGraphs, dataset: Dataset, shapes: Shapes, files: ChangedFiles, revision: str
) -> CommitRunData | None:
    """Change the graph of the commit to that of the files as they are."""
    project, prefixes = dataset.project, dataset.prefixes
    names = {name for c in files.changes for name in (c.path, c.old_path) if name}
    paths = sorted(project.root / name for name in names if is_read(project, name))
    new = list(read_documents(project, prefixes, (path for path in paths if path.is_file())))
    before = graphs.held(names)
    if names:
        graphs.remove(names)
        graphs.put(new)
        graphs.derive()
    if not graphs.suit_rules:
        return None
    after = graphs.held(names)
    since = Since(revision, files.commit, len(files.changes))
    data = DataGraph(ExactStore(dataset.store), graphs.has_altered)
    among = trace(data, shapes, before - after, after - before)
    affected = Affected(since, files.now, len(before ^ after), among)
    return CommitRunData(project, prefixes, data, new, affected, dataset=dataset)


def _names_graphs(project: Project, shapes: Shapes) -> bool:
    """Whether a shape or a rule may look into a graph by its name, which is another one here."""
    rules = (path.read_text(encoding="utf-8") for path in project.rule_files())
    return shapes.name_graphs or any(GRAPH_CLAUSE.search(text) for text in rules)
