"""A run since a revision on the kept graph of that revision: only changed files are read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import Dataset
from foc_graph.dataset.data_graph import DataGraph, ExactStore
from foc_graph.dataset.rules import rule_files
from foc_graph.project.iris import iri_for_name, iri_for_path
from foc_graph.project.prefixes import read_prefixes
from foc_graph.rdf.documents import RdfDocument, read_file
from foc_graph.shacl.report import Since
from foc_graph.shacl.run import ValidationRun
from foc_graph.shacl.shapes.model import GRAPH_CLAUSE
from foc_graph.shacl.since import Affected, trace
from foc_graph.shacl.since.commit_store import CommitStore, file_graph, file_of
from foc_graph.shacl.since.files import changed_files
from foc_graph.shacl.since.walk import TooManyError, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.project import Project
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes.model import Shapes
    from foc_graph.shacl.since.files import ChangedFiles


class CommitData(DataGraph):
    """The data graph in a store that holds it exactly already."""

    def __init__(self, store: ox.Store, *, has_disguised: bool) -> None:
        self.exact = ExactStore(store)
        self.has_disguised = has_disguised


class CommitRun(ValidationRun):
    """A run whose data lie in a kept store."""

    def __init__(
        self, dataset: Dataset, shapes: Shapes, documents: list[RdfDocument],
        data: DataGraph, affected: Affected,
    ) -> None:  # fmt: skip
        self.dataset = dataset
        self.shapes = shapes
        self.selected = None
        self.documents = documents
        self.data = data
        self.affected = affected

    def _prepare(self, results: tuple[Result, ...]) -> None:
        """Read the files that results speak of."""
        known = {document.path for document in self.documents}
        found = {path for result in results for path in self._files_of(result)} - known
        self.documents += [_read(self.dataset, path) for path in sorted(found)]

    def _files_of(self, result: Result) -> Iterator[Path]:
        nodes = {result.focus_node, *([result.value] if result.value else ())}
        store, project = self.dataset.store, self.dataset.project
        steps = result.path.parts if result.path and result.path.kind == "/" else ()
        try:
            here: set[Term] = {result.focus_node}
            for step in steps:
                nodes |= (here := walk(store, here, step))
        except TooManyError:
            pass
        for node in nodes:
            if isinstance(node, ox.Literal):
                continue
            for quad in store.quads_for_pattern(node, None, None, None):
                name = file_of(quad.graph_name)
                if name is not None and (project.root / name).is_file():
                    yield project.root / name

    def _not_read(self) -> tuple[int, int]:
        """Count the other files where a name seems wrong, as most files decide; else none."""
        if not self._seems_wrong(self._reported):
            return 0, 0
        project, prefixes = self.dataset.project, self.dataset.prefixes
        known = {project.relative(document.path) for document in self.documents}
        start = f"{project.relative(project.data)}/"
        asked = wrong = 0
        for graph in self.dataset.store.named_graphs():
            name = file_of(graph) or ""
            iri = iri_for_name(name.removeprefix(start), prefixes)
            if iri and name not in known and name.startswith(start):
                asked += 1
                wrong += not self._is_described(iri, graph)
        return asked, wrong

    def _is_described(self, iri: str, graph: ox.NamedNode | ox.BlankNode) -> bool:
        node = _node(iri)
        found = self.dataset.store.quads_for_pattern(node, None, None, graph) if node else ()
        return any(True for _ in found)

    def _seems_wrong(self, documents: list[RdfDocument]) -> bool:
        project, prefixes = self.dataset.project, self.dataset.prefixes
        expected = ((d, iri_for_path(d.path, project, prefixes)) for d in documents if d.quads)
        return any(iri and not _describes(document, iri) for document, iri in expected)


def _describes(document: RdfDocument, iri: str) -> bool:
    node = _node(iri)
    return any(quad.subject == node for quad in document.quads)


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:  # the name of the file holds what no IRI does
        return None


def _read(dataset: Dataset, path: Path) -> RdfDocument:
    return read_file(path, base=dataset.prefixes.id_base, scope=dataset.project.relative(path))


@contextmanager
def open_kept_run(
    project: Project, shapes: Shapes, revision: str, store_dir: Path
) -> Iterator[CommitRun | None]:
    """Lend a run on the kept graph; None where everything has to be looked at, or it has no use.

    The store lies beside ``store_dir``, whose name it has with ``-since``.

    Raises:
        UsageProblem: there is no such revision; or the folder is none of ours.
        CouldNotRun: git does not tell what changed, or the store cannot be opened.

    """
    repository, files = changed_files(project, revision)
    if files.why_all or _names_graphs(project, shapes):
        yield None
        return
    prefixes = read_prefixes(project)
    keeper = CommitStore(project, prefixes, store_dir.with_name(f"{store_dir.name}-since"))
    store = keeper.open(repository, files.commit)
    if not keeper.suits_rules:
        yield None
        return
    dataset = Dataset(project, prefixes, store, ())
    yield from _lend(keeper, dataset, shapes, files, revision)


def _lend(
    keeper: CommitStore, dataset: Dataset, shapes: Shapes, files: ChangedFiles, revision: str
) -> Iterator[CommitRun | None]:  # fmt: skip
    names = {n for c in files.changes for n in (c.path, c.old_path) if n}
    new = [
        _read(dataset, path)
        for path in sorted(dataset.project.root / name for name in names)
        if path.is_file()
    ]
    before = _held(dataset, names)
    keeper.mark(clean=False)
    try:
        for name in names:
            keeper.remove(file_graph(name))
        keeper.put(new)
        if names:
            keeper.derive()
        yield _run(
            keeper,
            dataset,
            shapes,
            new,
            before,
            Since(revision, files.commit, len(files.changes)),
            files.now,
        )
    finally:
        for name in names:
            keeper.remove(file_graph(name))
        keeper.add([quad for quad in before if _is_of_file(quad)])
        if _held(dataset, set()) != {quad for quad in before if not _is_of_file(quad)}:
            keeper.derive()
        keeper.mark(clean=True)


def _run(  # noqa: PLR0913, PLR0917  # what a run is made of
    keeper: CommitStore, dataset: Dataset, shapes: Shapes, new: list[RdfDocument],
    before: frozenset[ox.Quad], since: Since, now: frozenset[Path],
) -> CommitRun | None:  # fmt: skip
    if not keeper.suits_rules:
        return None
    names = {dataset.project.relative(path) for path in now}
    after = _held(dataset, names | {n for q in before if (n := file_of(q.graph_name))})
    data = CommitData(dataset.store, has_disguised=keeper.has_altered)
    among = trace(data, shapes, before - after, after - before)
    affected = Affected(since, now, len(before ^ after), among)
    return CommitRun(dataset, shapes, new, data, affected)


def _is_of_file(quad: ox.Quad) -> bool:
    return file_of(quad.graph_name) is not None


def _held(dataset: Dataset, names: set[str]) -> frozenset[ox.Quad]:
    """Return what the store holds of some files, and everything derived."""
    graphs = (*map(file_graph, sorted(names)), *dataset.derived_graphs())
    return frozenset(
        q for g in graphs for q in dataset.store.quads_for_pattern(None, None, None, g)
    )


def _names_graphs(project: Project, shapes: Shapes) -> bool:
    """Whether a shape or a rule may look into a graph by its name, which is another one here."""
    rules = (path.read_text(encoding="utf-8") for path in rule_files(project))
    return shapes.name_graphs or any(GRAPH_CLAUSE.search(text) for text in rules)
