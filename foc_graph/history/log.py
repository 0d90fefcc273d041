"""The history of a dataset, read from git: commit by commit, and entity by entity."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from foc_graph.errors import FocGraphError
from foc_graph.history.changes import Comparer, EntityChange, Step, is_data
from foc_graph.project.git import Commit, Repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from foc_graph.history.changes import Versions
    from foc_graph.project import Project
    from foc_graph.project.git import Change
    from foc_graph.rdf.prefixes import PrefixMap

#: Commits that are looked at; the page and the feed say where older ones are left out.
MOST_COMMITS = 500


@dataclass(frozen=True)
class History:
    """Steps, the newest first; ``missing`` says why there are none, or not all."""

    steps: tuple[Step, ...] = ()
    missing: str = ""

    @cached_property
    def _of(self) -> Mapping[str, list[tuple[Step, EntityChange]]]:
        found: dict[str, list[tuple[Step, EntityChange]]] = defaultdict(list)
        for step in self.steps:
            for change in step.changes:
                found[change.iri].append((step, change))
        return found

    def of(self, iri: str) -> list[tuple[Step, EntityChange]]:
        """Return what happened to an entity, the newest first."""
        return self._of.get(iri, [])


def read_history(project: Project, prefixes: PrefixMap) -> History:
    """Read the history of a project; one that git does not know has none, which is said.

    Read once a commit: later calls are answered from memory while HEAD is the same.
    """
    try:
        repository = Repository.of(project)
        if repository.is_shallow:
            return History(missing=SHALLOW)
        head = repository.resolve("HEAD")
    except FocGraphError as error:
        return History(missing=f"There is no history here: {error.what}.")
    return _read(project, prefixes.base, head)


SHALLOW = "This was made from a shallow clone, which does not hold the history of the data."
CUT = f"Only the last {MOST_COMMITS} commits are listed."


@lru_cache(maxsize=8)
def _read(project: Project, base: str, head: str) -> History:
    """``base`` and ``head`` are what makes two readings the same."""
    del base, head
    from foc_graph.project.source import read_prefixes

    repository = Repository.of(project)
    comparer = Comparer(project, read_prefixes(project))
    commits = list(repository.log(("data",), limit=MOST_COMMITS + 1))
    steps = (_step(repository, comparer, commit) for commit in commits[:MOST_COMMITS])
    cut = CUT if len(commits) > MOST_COMMITS else ""
    return History(tuple(step for step in steps if step.changes or step.unreadable), cut)


def _step(repository: Repository, comparer: Comparer, commit: Commit) -> Step:
    found = comparer.compare(versions(repository, commit.changes))
    return Step(commit, tuple(found.changes), tuple(found.unreadable))


def versions(
    repository: Repository, changes: Iterable[Change], disk: Path | None = None
) -> Iterable[tuple[str, Versions]]:
    """Return each data file that changed with its two contents; what moved counts as two files.

    With ``disk``, the newer content is that of the folder.
    """
    old: dict[str, str] = {}
    new: dict[str, str | None] = {}
    for change in changes:
        if change.is_special:
            continue
        if change.old_path and change.old_blob and is_data(change.old_path):
            old[change.old_path] = change.old_blob
        if change.path and is_data(change.path):
            new[change.path] = change.new_blob
    contents = repository.contents([*old.values(), *filter(None, new.values())])
    for path in {**old, **new}:
        before = contents[old[path]] if path in old else None
        yield path, (before, _after(path, new, contents, disk))


def _after(
    path: str, new: Mapping[str, str | None], contents: Mapping[str, bytes], disk: Path | None
) -> bytes | None:
    if path not in new:
        return None
    blob = new[path]
    if blob is not None:
        return contents[blob]
    return (disk / path).read_bytes() if disk else None
