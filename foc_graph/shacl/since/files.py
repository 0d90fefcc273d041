"""Which files changed since a revision, and what their old versions said."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.project.git import Repository
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.formats import RDF_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foc_graph.project import Project
    from foc_graph.project.git import Change
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap


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
