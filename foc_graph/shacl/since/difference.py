"""What changed since a revision: the files, and the triples of them and of the rules."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import has_blank_node
from foc_graph.dataset.dataset import quads_of
from foc_graph.dataset.rules import apply_rules, derived_quads
from foc_graph.project.git import Repository
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.formats import RDF_FORMATS
from foc_graph.rdf.literals import encode
from foc_graph.shacl.report import Since
from foc_graph.shacl.since.affected import Affected, trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.project import Project
    from foc_graph.project.git import Change
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.shacl.shapes import Shapes


@dataclass(frozen=True)
class ChangedFiles:
    """What git tells. ``why_all`` says why nothing can be left out, None where something can."""

    commit: str
    now: frozenset[Path]
    changes: tuple[Change, ...]
    why_all: str | None


def changed_files(project: Project, revision: str) -> tuple[Repository, ChangedFiles]:
    """Ask git what changed in the dataset since HEAD and a revision parted.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: there is no git, no repository, no commit, or not enough of the history.

    """
    repository = Repository.of(project)
    commit = repository.branch_point(revision)
    under = [p.relative_to(project.root).as_posix() for p in (project.ontology, project.data)]
    # Files that git ignores are read like any other.
    changes = repository.changed_files(commit, under=under, ignored=True)
    why = _why_all(project, changes, repository.special_files(under))
    kept = tuple(c for c in changes if is_read(project, c.path) or is_read(project, c.old_path))
    now = frozenset(project.root / c.path for c in changes if c.path)
    return repository, ChangedFiles(commit, now, kept, why)


def _why_all(project: Project, changes: Sequence[Change], special: Sequence[str]) -> str | None:
    names = {name for c in changes for name in (c.path, c.old_path) if name}
    for name in sorted(names):
        path = project.root / name
        for what, place in _DECIDES.items():
            found = getattr(project, place)
            if path == found or path.is_relative_to(found):
                return f"{name} has changed, and {what} decide about everything"
    if special:
        return f"git does not compare what is behind a link or in a submodule ({special[0]})"
    return None


#: What decides about every record -> the property of a project that says where it lies.
_DECIDES = {"shapes": "shapes", "rules": "rules", "prefixes": "prefixes_file"}


def is_read(project: Project, name: str | None) -> bool:
    """Whether a file of that name is part of the dataset."""
    if name is None:
        return False
    path = project.root / name
    hidden = path.name.startswith(".") or path.suffix not in RDF_FORMATS
    aside = path == project.context or path.is_relative_to(project.frames)
    return not hidden and not aside


def old_documents(
    project: Project, prefixes: PrefixMap, repository: Repository, changes: Sequence[Change]
) -> list[RdfDocument]:
    """Read the old versions of changed files, as they were read then."""
    old = {c.old_path: c.old_blob for c in changes if c.old_path and c.old_blob}
    return documents_of(project, prefixes, repository, old)


def documents_of(
    project: Project, prefixes: PrefixMap, repository: Repository, old: Mapping[str, str]
) -> list[RdfDocument]:
    """Read contents that git has, given as path -> id, as if they lay at their paths."""
    contents = repository.contents(old.values())
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, blob) in enumerate(sorted(old.items())):
            if not is_read(project, name):
                continue
            path = project.root / name
            copy = Path(folder) / f"{number}{path.suffix}"
            copy.write_bytes(contents[blob])
            document = read_file(copy, base=prefixes.id_base, scope=project.relative(path))
            found.append(replace(document, path=path))
    return found


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
