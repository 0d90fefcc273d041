"""What `foc-graph diff` prints: one function a format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from foc_graph.history.changes import Comparer, Comparison, as_patch, is_data
from foc_graph.history.log import versions
from foc_graph.history.words import counted
from foc_graph.project.git import Repository
from foc_graph.project.source import read_prefixes
from foc_graph.rdf.formats import N_QUADS, serialized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyoxigraph as ox

    from foc_graph.history.changes import Comparison, Versions
    from foc_graph.history.words import ChangeWording
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


def as_text(found: Comparison, wording: ChangeWording) -> str:
    """Return the changes for a terminal: the entity, then one line a change."""
    lines = []
    for change in found.changes:
        lines.append(f"{wording.name(change)} ({change.kind})")
        lines += [f"  {statement}" for statement in wording.statements(change)]
    lines += [f"not compared, for it cannot be read: {path}" for path in found.unreadable]
    return "\n".join([*lines, counted(found.changes), ""])


def as_markdown(found: Comparison, wording: ChangeWording) -> str:
    """Return the changes for a pull request or release notes."""
    lines = [f"{counted(found.changes)}.", ""] if found.changes else ["No entity changed."]
    for change in found.changes:
        lines.append(f"- **{_plain(wording.name(change))}** {change.kind}")
        lines += [f"  - {_plain(statement)}" for statement in wording.statements(change)]
    lines += [f"- `{path}` cannot be read and was not compared" for path in found.unreadable]
    return "\n".join([*lines, ""])


def as_json(found: Comparison, wording: ChangeWording) -> str:
    """Return the changes for programs: words, and the statements as N-Quads."""
    changes = [
        {
            "iri": change.iri,
            "name": wording.name(change),
            "kind": change.kind,
            "statements": wording.statements(change),
            "added": _lines(change.added),
            "removed": _lines(change.removed),
        }
        for change in found.changes
    ]
    document = {"changes": changes, "unreadable": found.unreadable}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_rdf_patch(found: Comparison, wording: ChangeWording) -> str:
    """Return the changes as RDF Patch."""
    del wording
    return as_patch(found.changes).decode()


FORMATS: Mapping[str, Callable[[Comparison, ChangeWording], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "patch": as_rdf_patch,
}


def _lines(quads: Iterable[ox.Quad]) -> list[str]:
    return serialized(quads, N_QUADS).decode().splitlines()


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup (CommonMark 0.31, section 2.4)."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)
