"""Which statements make one document: a main thing, and all that depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project.iris import iri_for_path
from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.documents import RdfDocument as File


@dataclass(frozen=True)
class Document:
    """What one path answers with.

    ``path`` is that of the URL and, with a suffix, of the file: plain characters only, no suffix.
    ``subjects`` are the IRIs that it describes, the main one first, the others in natural order.
    ``graph`` is set where it shows a whole named graph instead (``""``: the default graph).
    """

    path: str
    iri: str
    kind: str
    subjects: tuple[str, ...] = ()
    graph: str | None = None


#: Main IRI -> the IRIs that its document describes.
Groups = dict[str, set[str]]


def grouped(dataset: Dataset, files: Iterable[File]) -> Groups:
    """Return the documents of the entities: main IRI -> subjects.

    A file named for an entity that it describes is that entity's document, with all other
    subjects in it but those that have a file of their own. Every other subject below the base has
    a document of its own, together with its hash parts.
    """
    subjects = {file.path: _subjects(file) for file in files}
    mains = {
        main
        for path, found in subjects.items()
        if (main := iri_for_path(path, dataset.project, dataset.prefixes))
        and any(whole_of(iri) == main for iri in found)
    }
    groups: Groups = {}
    owners: dict[str, str] = {}
    for path, found in subjects.items():
        main = iri_for_path(path, dataset.project, dataset.prefixes)
        for iri in found:
            _place(iri, main if main in mains else None, mains, owners, groups, dataset)
    for iri in _derived(dataset):
        _place(iri, None, mains, owners, groups, dataset)
    return groups


def _place(  # noqa: PLR0913, PLR0917 - one step of the above
    iri: str,
    main: str | None,
    mains: set[str],
    owners: dict[str, str],
    groups: Groups,
    dataset: Dataset,
) -> None:
    whole = whole_of(iri)
    ours = whole.startswith(dataset.prefixes.base)
    if whole in mains:
        owner: str | None = whole
    elif main or ours:
        owner = owners.setdefault(whole, main or whole)
    else:
        owner = owners.get(whole)  # about somebody else's thing, in a file without a main one
    if owner is not None:
        groups.setdefault(owner, set()).add(iri)


def whole_of(iri: str) -> str:
    """Without the hash part: that is what a client asks a server for (RFC 9110, section 7.1)."""
    return iri.partition("#")[0]


def _subjects(file: File) -> set[str]:
    return {q.subject.value for q in file.quads if isinstance(q.subject, ox.NamedNode)}


def _derived(dataset: Dataset) -> list[str]:
    found = {
        quad.subject.value
        for graph in dataset.derived_graphs()
        for quad in dataset.store.quads_for_pattern(None, None, None, graph)
        if isinstance(quad.subject, ox.NamedNode)
    }
    return sorted(found)


def in_order(main: str, subjects: Iterable[str]) -> tuple[str, ...]:
    """Return the main one first, its parts, then the others; each kind in natural order."""
    return tuple(
        sorted(
            set(subjects),
            key=lambda iri: (iri != main, not iri.startswith(f"{main}#"), natural_key(iri)),
        )
    )
