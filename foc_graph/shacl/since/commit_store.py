"""The graph of one commit, kept on disk: one named graph a file, literals as written.

The default graph holds every triple once, for the queries of the engine.

When another commit is wanted, only the files that differ are read. A run that is killed while the
store is lent leaves a mark, and the store is built again.
"""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pyoxigraph as ox

from foc_graph.dataset.data_graph import has_blank_node
from foc_graph.dataset.rules import apply_rules, rule_files
from foc_graph.errors import CouldNotRun, FocGraphError, UsageProblem
from foc_graph.project.atomic import write_atomic
from foc_graph.rdf.literals import Disguise
from foc_graph.shacl.since.files import documents_of, is_read
from foc_graph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from foc_graph.project import Project
    from foc_graph.project.git import Repository
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap

STAMP = "foc-graph-since.json"
_FILE = "urn:foc-graph:file:"


class CommitStore:
    """Holds the store open.

    ``has_altered`` says whether literals stand in it in disguise, ``has_blank`` whether there are
    blank nodes.
    """

    def __init__(self, project: Project, prefixes: PrefixMap, folder: Path) -> None:
        self.project = project
        self.prefixes = prefixes
        self.folder = folder
        self.has_altered = False
        self.has_blank = False
        _refuse_foreign(folder)

    def open(self, repository: Repository, commit: str) -> ox.Store:
        """Return the store with the graph of a commit.

        Raises:
            CouldNotRun: it cannot be opened, for instance because another run has it.

        """
        stamp = self._read_stamp()
        self.commit = commit
        if not self._is_usable(stamp, repository):
            gc.collect()
            shutil.rmtree(self.folder, ignore_errors=True)
            stamp = {}
        self.folder.mkdir(parents=True, exist_ok=True)
        self.has_altered = bool(stamp.get("altered"))
        self.has_blank = bool(stamp.get("blank"))
        try:
            self.store = _open(self.folder / "store")
        except (OSError, ValueError, RuntimeError) as error:
            raise CouldNotRun(
                f"the kept store cannot be opened ({error})",
                place=str(self.folder),
                fix="wait for the other run, or remove the folder",
            ) from error
        if stamp.get("commit") != commit:
            self.mark(clean=False)
            self._move(repository, stamp.get("commit"), commit)
            self.mark(clean=True)
        return self.store

    def _is_usable(self, stamp: dict[str, object], repository: Repository) -> bool:
        if stamp.get("for") != self._digest() or not stamp.get("clean"):
            return False
        try:
            return bool(repository.resolve(str(stamp.get("commit"))))
        except FocGraphError:  # the history was rewritten, or it is another repository
            return False

    def _move(self, repository: Repository, start: object, commit: str) -> None:
        under = [
            path.relative_to(self.project.root).as_posix()
            for path in (self.project.ontology, self.project.data)
        ]
        old = repository.files(start, under) if isinstance(start, str) else {}
        new = repository.files(commit, under)
        for name in old.keys() - new.keys():
            self.remove(file_graph(name))
        fresh = {n: b for n, b in new.items() if old.get(n) != b and self._is_kept(n)}
        documents = documents_of(self.project, self.prefixes, repository, fresh)
        self.put(documents, bulk=not old)
        self.derive()
        self.store.flush()

    def _is_kept(self, name: str) -> bool:
        path = self.project.root / name
        aside = path == self.project.prefixes_file or path.is_relative_to(self.project.shapes)
        return is_read(self.project, name) and not aside

    def put(self, documents: Iterable[RdfDocument], *, bulk: bool = False) -> None:
        """Write what files say in place of what they said."""
        quads: list[ox.Quad] = []
        for document in documents:
            graph = file_graph(self.project.relative(document.path))
            if not bulk:
                self.remove(graph)
            quads += (ox.Quad(q.subject, q.predicate, q.object, graph) for q in document.quads)
        self.has_blank = self.has_blank or any(map(has_blank_node, quads))
        disguise = Disguise()
        disguised = list(chain.from_iterable(disguise.batches(quads)))
        self.has_altered = self.has_altered or disguise.needed
        self.add(disguised, bulk=bulk)

    def add(self, quads: Sequence[ox.Quad], *, bulk: bool = False) -> None:
        """Add quads of files or rules."""
        write = self.store.bulk_extend if bulk else self.store.extend
        write(quads)
        write([ox.Quad(q.subject, q.predicate, q.object) for q in quads])

    def remove(self, graph: ox.NamedNode | ox.BlankNode) -> None:
        """Remove what a file says or a rule derived, but for what others say as well."""
        quads = list(self.store.quads_for_pattern(None, None, None, graph))
        self.store.remove_graph(graph)
        for quad in quads:
            left = self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(other.graph_name, ox.DefaultGraph) for other in left):
                self.store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))

    def derive(self) -> None:
        """Run the rules anew."""
        if not rule_files(self.project):
            return
        start = f"{self.prefixes.base}graph/derived/"
        for graph in list(self.store.named_graphs()):
            if graph.value.startswith(start):
                self.remove(graph)
        apply_rules(self.store, self.project, self.prefixes)
        for graph in list(self.store.named_graphs()):
            if graph.value.startswith(start):
                self.add(list(self.store.quads_for_pattern(None, None, None, graph)))

    def mark(self, *, clean: bool) -> None:
        """Note whether the store holds exactly the graph of the commit."""
        stamp = {
            "for": self._digest(), "commit": self.commit,
            "altered": self.has_altered,
            "blank": self.has_blank, "clean": clean,
        }  # fmt: skip
        write_atomic(self.folder / STAMP, json.dumps(stamp, indent=2).encode() + b"\n")

    @property
    def suits_rules(self) -> bool:
        """Whether rules find here what they find in memory, where they run on other terms."""
        return not rule_files(self.project) or not (self.has_altered or self.has_blank)

    def _read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _digest(self) -> str:
        """Return what the content depends on beside the files of the commit."""
        total = hashlib.sha256(f"{__version__} {ox.__version__}".encode())
        for path in (self.project.prefixes_file, *rule_files(self.project)):
            total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()


def _open(folder: Path) -> ox.Store:
    try:
        return ox.Store(str(folder))
    except OSError:
        # A store closes when nothing refers to it, and an earlier run may lie in a circle.
        gc.collect()
        return ox.Store(str(folder))


def file_graph(name: str) -> ox.NamedNode:
    """Return the graph in which the store keeps a file of the project."""
    return ox.NamedNode(_FILE + quote(name, safe="/"))


def file_of(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str | None:
    """Return the file that a graph keeps; None for what rules derived."""
    value = "" if isinstance(graph, ox.DefaultGraph) else graph.value
    return unquote(value.removeprefix(_FILE)) if value.startswith(_FILE) else None


def _refuse_foreign(folder: Path) -> None:
    known = (folder / STAMP).is_file() or (folder / "store").is_dir()
    if folder.exists() and not known and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(
            "is not a store that foc-graph made",
            place=str(folder),
            fix="give --store a new or empty folder",
        )
