"""Two versions of a file -> what happened to the entities in it; also as RDF Patch.

https://afs.github.io/rdf-delta/rdf-patch.html (Apache Jena RDF Delta); ``application/rdf-patch``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project.graphs import graph_name
from foc_graph.project.iris import iri_for_path
from foc_graph.rdf.documents import BOM, entity_problem, nesting_problem
from foc_graph.rdf.formats import N_QUADS, RDF_FORMATS, is_rdf, serialized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.project import Project
    from foc_graph.project.git import Commit
    from foc_graph.rdf.prefixes import PrefixMap

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class EntityChange:
    """What happened to one entity, with the records that hang on it.

    ``kind`` is added, removed or changed. ``statements`` in words are added when somebody reads
    them (`foc_graph.history.words`); ``added`` and ``removed`` are the statements themselves, and
    ``now`` all that was said of it then.
    """

    iri: str
    kind: str
    added: tuple[ox.Quad, ...] = ()
    removed: tuple[ox.Quad, ...] = ()
    now: tuple[ox.Quad, ...] = ()


@dataclass(frozen=True)
class Step:
    """One commit and what it did to the graph; entities in the order of their files."""

    commit: Commit
    changes: tuple[EntityChange, ...]
    unreadable: tuple[str, ...] = ()
    """Files that could not be read at that time: what they said is not compared."""

    @property
    def anchor(self) -> str:
        """Where the page of changes has it."""
        return f"c-{self.commit.id[:12]}"


MEDIA_TYPE = "application/rdf-patch"
SUFFIX = ".rdfp"


def as_patch(changes: Iterable[EntityChange], *, identifier: str = "", previous: str = "") -> bytes:
    """Return the changes as one transaction: deletions, then additions, each sorted.

    ``identifier`` and ``previous`` are the IRIs of this patch and of the one before it.
    """
    changes = list(changes)
    header = [
        f"H {name} <{iri}> ." for name, iri in (("id", identifier), ("prev", previous)) if iri
    ]
    deleted = _lines("D", (quad for change in changes for quad in change.removed))
    added = _lines("A", (quad for change in changes for quad in change.added))
    return "\n".join([*header, "TX .", *deleted, *added, "TC .", ""]).encode()


def _lines(letter: str, quads: Iterable[ox.Quad]) -> list[str]:
    lines = serialized(set(quads), N_QUADS).decode().splitlines()
    return sorted(f"{letter} {line}" for line in lines)


#: A file before and after; None where there was none.
Versions = tuple[bytes | None, bytes | None]


@dataclass
class Comparison:
    """Entities that changed, and files that cannot be compared."""

    changes: list[EntityChange] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def is_data(path: str) -> bool:
    """Tell whether a file of a project is data (not its model)."""
    name = PurePosixPath(path)
    return name.parts[0] == "data" and is_rdf(name) and not name.name.startswith(".")


class Comparer:
    """Compares versions of the files of one project."""

    def __init__(self, project: Project, prefixes: PrefixMap) -> None:
        self._project = project
        self._prefixes = prefixes

    def compare(self, files: Iterable[tuple[str, Versions]]) -> Comparison:
        """Compare files, given by their paths in the project; what moved is as it was."""
        found = Comparison()
        old: dict[str, set[ox.Quad]] = defaultdict(set)
        new: dict[str, set[ox.Quad]] = defaultdict(set)
        for path, versions in sorted(files):
            try:
                before, after = (self._quads(path, content) for content in versions)
            except (SyntaxError, ValueError):
                found.unreadable.append(path)
                continue
            main = self._main(path, before | after)
            for side, quads in ((old, before), (new, after)):
                for quad in quads:
                    side[main or _whole(quad.subject)].add(quad)
        entities = dict.fromkeys([*old, *new])
        changes = (_change(iri, old.get(iri, set()), new.get(iri, set())) for iri in entities)
        found.changes = sorted((c for c in changes if c is not None), key=lambda change: change.iri)
        return found

    def _main(self, path: str, quads: set[ox.Quad]) -> str | None:
        """Return what the file is named for, if it describes that."""
        main = iri_for_path(self._project.root / path, self._project, self._prefixes)
        described = any(_whole(quad.subject) == main for quad in quads)
        return main if described else None

    def _quads(self, path: str, content: bytes | None) -> set[ox.Quad]:
        """Return the statements of a version; blank nodes are named by what is said of them.

        Raises:
            SyntaxError, ValueError: it cannot be read.

        """
        if content is None or not content.strip():
            return set()
        place = self._project.root / path
        content = content.removeprefix(BOM)
        problem = nesting_problem(place, content) or entity_problem(place, content)
        if problem:
            raise ValueError(problem.message)
        name = graph_name(self._project, self._prefixes, place)
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        parsed = ox.parse(
            content, format=RDF_FORMATS[place.suffix].syntax, base_iri=self._prefixes.id_base
        )
        quads = {_in_graph(statement, graph) for statement in parsed}
        return _named(quads)


def _in_graph(statement: ox.Triple | ox.Quad, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    own = getattr(statement, "graph_name", ox.DefaultGraph())
    target = graph if isinstance(own, ox.DefaultGraph) else own
    return ox.Quad(statement.subject, statement.predicate, statement.object, target)


def _named(quads: set[ox.Quad]) -> set[ox.Quad]:
    """Name blank nodes by RDF Dataset Canonicalization: equal ones are equal in both versions."""
    if not any(isinstance(t, ox.BlankNode) for q in quads for t in (q.subject, q.object)):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def _whole(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Without the hash part; all blank nodes of a file without a main entity are one."""
    return node.value.partition("#")[0] if isinstance(node, ox.NamedNode) else "_:"


def _change(iri: str, old: set[ox.Quad], new: set[ox.Quad]) -> EntityChange | None:
    if old == new:
        return None
    kind = CHANGED if old and new else ADDED if new else REMOVED
    came, went, now = (tuple(sorted(quads, key=str)) for quads in (new - old, old - new, new))
    return EntityChange(iri, kind, came, went, now)
