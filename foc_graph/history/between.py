"""What differs between two revisions, or between a revision and the files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.history.comparing import Comparer, Comparison, is_data
from foc_graph.history.log import versions
from foc_graph.prefixes import read_prefixes
from foc_graph.revisions import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.history.comparing import Versions
    from foc_graph.project import Project


def compare(project: Project, old: str, new: str | None = None) -> Comparison:
    """Compare the data of two revisions; without ``new``, with the files on disk.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: there is no git, no repository, or a shallow clone lacks the revision.

    """
    repository = Repository.of(project)
    comparer = Comparer(project, read_prefixes(project))
    if new is None:
        changes = repository.changed_files(old, under=("data",))
        return comparer.compare(versions(repository, changes, project.root))
    return comparer.compare(_between(repository, repository.resolve(old), repository.resolve(new)))


def _between(repository: Repository, old: str, new: str) -> Iterable[tuple[str, Versions]]:
    before, after = (_blobs(repository, commit) for commit in (old, new))
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    wanted = {blob for path in changed for blob in (before.get(path), after.get(path)) if blob}
    contents = repository.contents(wanted)
    for path in changed:
        yield path, (contents.get(before.get(path, "")), contents.get(after.get(path, "")))


def _blobs(repository: Repository, commit: str) -> dict[str, str]:
    files = repository.files(commit, under=("data",))
    return {path: blob for path, blob in files.items() if is_data(path)}
