"""The graph of one commit on disk: one named graph a file, literals as written.

The default graph holds every triple once, for the queries of the engine.

When another commit is wanted, only the files that differ are read.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pyoxigraph as ox

from foc_graph.dataset.data_graph import has_blank_node
from foc_graph.dataset.disk_store import DiskStore, digest
from foc_graph.dataset.rules import apply_rules, derived_quads, rule_graphs
from foc_graph.errors import FocGraphError
from foc_graph.rdf.literals import Disguise
from foc_graph.shacl.since.difference import documents_of, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from foc_graph.project.git import Repository
    from foc_graph.project.project import Project
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap

_FILE = "urn:foc-graph:file:"


class FileGraphs:
    """Changes a store in which each file of a project has a graph of its own.

    ``has_altered`` says whether literals stand in it in disguise, ``has_blank`` whether there are
    blank nodes.
    """

    def __init__(
        self, store: ox.Store, project: Project, prefixes: PrefixMap, stamp: dict[str, object]
    ) -> None:
        self.store = store
        self._project = project
        self._prefixes = prefixes
        self.has_altered = bool(stamp.get("altered"))
        self.has_blank = bool(stamp.get("blank"))

    def held(self, names: Iterable[str]) -> frozenset[ox.Quad]:
        """Return what there is of some files, and everything derived."""
        graphs = map(file_graph, names)
        files = (q for g in graphs for q in self.store.quads_for_pattern(None, None, None, g))
        return derived_quads(self.store, self._project, self._prefixes).union(files)

    def put(self, documents: Iterable[RdfDocument], *, bulk: bool = False) -> None:
        """Write what files say; of none of them anything is there."""
        quads: list[ox.Quad] = []
        for document in documents:
            graph = file_graph(self._project.relative(document.path))
            quads += (ox.Quad(q.subject, q.predicate, q.object, graph) for q in document.quads)
        self.has_blank = self.has_blank or any(map(has_blank_node, quads))
        disguise = Disguise()
        disguised = list(chain.from_iterable(disguise.batches(quads)))
        self.has_altered = self.has_altered or disguise.needed
        self._add(disguised, bulk=bulk)

    def _add(self, quads: Sequence[ox.Quad], *, bulk: bool = False) -> None:
        write = self.store.bulk_extend if bulk else self.store.extend
        write(quads)
        write([ox.Quad(q.subject, q.predicate, q.object) for q in quads])

    def remove(self, names: Iterable[str]) -> None:
        """Remove what files say, but for what others say as well."""
        self._remove(map(file_graph, names))

    def _remove(self, graphs: Iterable[ox.NamedNode]) -> None:
        for graph in graphs:
            quads = list(self.store.quads_for_pattern(None, None, None, graph))
            self.store.remove_graph(graph)
            for quad in quads:
                left = self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
                if all(isinstance(other.graph_name, ox.DefaultGraph) for other in left):
                    self.store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))

    def derive(self) -> None:
        """Run the rules anew."""
        self._remove(rule_graphs(self._project, self._prefixes))
        apply_rules(self.store, self._project, self._prefixes)
        self._add(list(derived_quads(self.store, self._project, self._prefixes)))

    @property
    def suit_rules(self) -> bool:
        """Whether rules find here what they find in memory, where they run on other terms."""
        return not self._project.rule_files() or not (self.has_altered or self.has_blank)


class CommitStore(DiskStore):
    """A folder with the graph of a commit."""

    def __init__(self, project: Project, prefixes: PrefixMap, folder: Path) -> None:
        super().__init__(folder, "foc-graph-since.json")
        self._project = project
        self._prefixes = prefixes

    def graphs(self, store: ox.Store) -> FileGraphs:
        """Return a copy of the store, to change it."""
        return FileGraphs(store, self._project, self._prefixes, self.read_stamp())

    def bring_to(self, repository: Repository, commit: str) -> None:
        """Make it the graph of a commit, from that of another one if there is one.

        Raises:
            CouldNotRun: it cannot be opened, or not be written.

        """
        # What the content depends on beside the files of the commit.
        files = (self._project.prefixes_file, *self._project.rule_files())
        content = digest((path.name, path) for path in files)
        stamp = self.read_stamp()
        old = str(stamp.get("commit")) if stamp.get("for") == content else None
        if old == commit:
            return
        if old is not None and not _is_known(repository, old):
            old = None

        def fill(store: ox.Store) -> dict[str, object]:
            graphs = FileGraphs(store, self._project, self._prefixes, stamp if old else {})
            self._move(graphs, repository, old, commit)
            altered, blank = graphs.has_altered, graphs.has_blank
            return {"for": content, "commit": commit, "altered": altered, "blank": blank}

        self.replace(fill, copied=old is not None)

    def _move(
        self, graphs: FileGraphs, repository: Repository, old: str | None, commit: str
    ) -> None:
        project = self._project
        under = [project.relative(folder) for folder in (project.ontology, project.data)]
        before = repository.files(old, under) if old else {}
        after = repository.files(commit, under)
        changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        graphs.remove(changed & before.keys())
        fresh = {name: after[name] for name in changed & after.keys() if self._is_stored(name)}
        documents = documents_of(project, self._prefixes, repository, fresh)
        graphs.put(documents, bulk=not before)
        graphs.derive()

    def _is_stored(self, name: str) -> bool:
        path = self._project.root / name
        aside = self._project.is_prefix_map(path) or path.is_relative_to(self._project.shapes)
        return is_read(self._project, name) and not aside


def _is_known(repository: Repository, commit: str) -> bool:
    try:
        return bool(repository.resolve(commit))
    except FocGraphError:  # the history was rewritten, or it is another repository
        return False


def file_graph(name: str) -> ox.NamedNode:
    """Return the graph in which the store keeps a file of the project."""
    return ox.NamedNode(_FILE + quote(name, safe="/"))


def file_of(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str | None:
    """Return the file that a graph keeps; None for what rules derived."""
    value = "" if isinstance(graph, ox.DefaultGraph) else graph.value
    return unquote(value.removeprefix(_FILE)) if value.startswith(_FILE) else None
