"""Which statements make one document: a main thing, and all that depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project.graphs import graph_name
from foc_graph.project.iris import iri_for_path
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.rdf.terms import TYPE
from foc_graph.web.addresses.paths import safe_path

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
    project, prefixes = dataset.project, dataset.prefixes
    subjects = {file.path: named_subjects(file.quads) for file in files}
    named = {path: iri_for_path(path, project, prefixes) for path in subjects}
    mains = {
        main
        for path, main in named.items()
        if main and any(whole_of(iri) == main for iri in subjects[path])
    }
    groups: Groups = {}
    owners: dict[str, str] = {}

    def place(iri: str, main: str | None) -> None:
        whole = whole_of(iri)
        if whole in mains:
            owner: str | None = whole
        elif main or whole.startswith(prefixes.base):
            owner = owners.setdefault(whole, main or whole)
        else:
            owner = owners.get(whole)  # about somebody else's thing, in a file without a main one
        if owner is not None:
            groups.setdefault(owner, set()).add(iri)

    for path, found in subjects.items():
        main = named[path]
        for iri in found:
            place(iri, main if main in mains else None)
    for iri in _derived(dataset):
        place(iri, None)
    return groups


def whole_of(iri: str) -> str:
    """Without the hash part: that is what a client asks a server for (RFC 9110, section 7.1)."""
    return iri.partition("#")[0]


def named_subjects(quads: Iterable[ox.Quad]) -> set[str]:
    """Return the IRIs that quads speak of."""
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _derived(dataset: Dataset) -> list[str]:
    matching = dataset.store.quads_for_pattern
    quads = (quad for g in dataset.derived_graphs() for quad in matching(None, None, None, g))
    return sorted(named_subjects(quads))


def in_order(main: str, subjects: Iterable[str]) -> tuple[str, ...]:
    """Return the main one first, its parts, then the others; each kind in natural order."""
    return tuple(
        sorted(
            set(subjects),
            key=lambda iri: (iri != main, not iri.startswith(f"{main}#"), natural_key(iri)),
        )
    )


_ONTOLOGY = ox.NamedNode(f"{NAMESPACES['owl']}Ontology")
_VERSION = ox.NamedNode(f"{NAMESPACES['owl']}versionIRI")
_DATASET = ox.NamedNode(f"{NAMESPACES['dcat']}Dataset")


def whole_documents(dataset: Dataset, groups: Groups, files: Iterable[File]) -> list[Document]:
    """Return what is about a whole, by path: ontologies, versions, shapes, graphs, the dataset."""
    ontologies = _ontologies(dataset, groups, files)
    found = [
        *ontologies,
        *_versions(dataset, ontologies),
        *_shapes(dataset),
        *_graphs(dataset),
        _description(dataset, groups),
    ]
    return sorted(found, key=lambda document: document.path)


def _ontologies(dataset: Dataset, groups: Groups, files: Iterable[File]) -> list[Document]:
    """Those below the base: what is an owl:Ontology, or has hash terms in graph/ontology."""
    base = dataset.prefixes.base
    graph = f"{base}graph/ontology"
    inside = [
        file for file in files if graph_name(dataset.project, dataset.prefixes, file.path) == graph
    ]
    subjects = named_subjects(quad for file in inside for quad in file.quads)
    typed = named_subjects(dataset.store.quads_for_pattern(None, TYPE, _ONTOLOGY, None))
    wholes = {whole_of(iri) for iri in (*typed, *(s for s in subjects if "#" in s))}
    ours = sorted(iri for iri in wholes if iri.startswith(base) and iri != base)
    others = {iri for iri in subjects if not iri.startswith(base)}
    return [
        # What is said of others' terms is read with the first: there is one, as a rule.
        _ontology(iri, base, groups.get(iri, set()) | (set() if place else others))
        for place, iri in enumerate(ours)
    ]


def _ontology(iri: str, base: str, subjects: set[str]) -> Document:
    path = safe_path(iri[len(base) :].rstrip("/"))
    return Document(path, iri, "ontology", in_order(iri, {iri, *subjects}))


def _versions(dataset: Dataset, ontologies: list[Document]) -> list[Document]:
    """The version that an ontology is at is that ontology."""
    base = dataset.prefixes.base
    found = []
    for document in ontologies:
        for subject in (document.iri, f"{document.iri}#"):
            for quad in dataset.store.quads_for_pattern(
                ox.NamedNode(subject), _VERSION, None, None
            ):
                version = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
                if version.startswith(base) and whole_of(version) != document.iri:
                    path = safe_path(version[len(base) :])
                    found.append(Document(path, version, "version", document.subjects))
    return found


def _shapes(dataset: Dataset) -> list[Document]:
    files = dataset.project.shape_files()
    if not files:
        return []
    iri = f"{dataset.prefixes.base}shapes"
    quads = (q for path in files for q in read_file(path, base=dataset.prefixes.base).quads)
    named = named_subjects(quads)
    return [Document("/shapes", iri, "shapes", in_order(iri, {iri, *named}))]


def _graphs(dataset: Dataset) -> list[Document]:
    base = dataset.prefixes.base
    graphs = (g.value for g in dataset.store.named_graphs() if isinstance(g, ox.NamedNode))
    names = {iri for iri in graphs if iri.startswith(base) and "#" not in iri}
    if dataset.project.shape_files():
        names.add(f"{base}graph/shapes")
    return [
        Document(_graph_path(iri[len(base) :]), iri, "graph", (iri,), graph=iri)
        for iri in sorted(names)
    ]


def _graph_path(local: str) -> str:
    """A file may name its graph as it likes: only those below ``graph/`` keep their path."""
    return safe_path(local if local.startswith("graph/") else f"graph/other/{local}")


def _description(dataset: Dataset, groups: Groups) -> Document:
    """The document at ``/dataset``; there always is one."""
    iri = dataset_iri(dataset)
    return Document("/dataset", iri, "dataset", in_order(iri, {iri, *groups.get(iri, ())}))


def dataset_iri(dataset: Dataset) -> str:
    """Return the IRI of the first ``dcat:Dataset``, else one made of the base."""
    own = f"{dataset.prefixes.base}dataset"
    described = sorted(named_subjects(dataset.store.quads_for_pattern(None, TYPE, _DATASET, None)))
    return own if own in described or not described else described[0]
