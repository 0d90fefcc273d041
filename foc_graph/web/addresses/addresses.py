"""The address book of a dataset: every IRI that has a page, every path that has a document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.rdf.terms import TYPE
from foc_graph.web.addresses.documents import (
    Document,
    grouped,
    in_order,
    named_subjects,
    whole_documents,
)
from foc_graph.web.addresses.negotiation import HTML
from foc_graph.web.addresses.paths import RESERVED, anchor_of, relative_link, safe_path, uri_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.documents import RdfDocument as File

#: A document, and the anchor within it (empty: the document as a whole).
Place = tuple[Document, str]

#: Class -> what a document of such a thing is called.
KINDS = {
    f"{NAMESPACES['skos']}ConceptScheme": "scheme",
    f"{NAMESPACES['skos']}Concept": "concept",
}


class Addresses:
    """Documents of a dataset, by IRI and by path. Built once; reads the files, keeps no quad.

    ``files`` are the files of the dataset as ``dataset.documents()`` reads them, where the caller
    has them already.
    """

    def __init__(self, dataset: Dataset, files: Sequence[File] | None = None) -> None:
        self.base = dataset.prefixes.base
        self.id_base = dataset.prefixes.id_base
        given = files if files is not None else tuple(dataset.documents())
        groups = grouped(dataset, given)
        whole = whole_documents(dataset, groups, given)
        for document in whole:
            groups.pop(document.iri, None)
        self.documents: tuple[Document, ...] = (*self._entities(dataset, groups, whole), *whole)

    def _entities(
        self,
        dataset: Dataset,
        groups: Mapping[str, set[str]],
        whole: Sequence[Document],
    ) -> list[Document]:
        kinds = _kinds(dataset)
        taken = {document.path for document in whole}
        found = []
        # Identifiers below id/ choose their paths first: those are the common ones.
        for iri in sorted(groups, key=lambda iri: (not iri.startswith(self.id_base), iri)):
            path = self._path(iri, taken)
            taken.add(path)
            subjects = in_order(iri, groups[iri])
            found.append(Document(path, iri, kinds.get(iri, "entity"), subjects))
        return sorted(found, key=lambda document: document.path)

    def _path(self, iri: str, taken: set[str]) -> str:
        """``id/doc/X`` -> ``/doc/X``; what clashes with a page keeps or gets a folder in front."""
        short = iri.startswith(self.id_base)
        local = iri[len(self.id_base if short else self.base) :]
        if local.partition("/")[0].partition(".")[0] in RESERVED or not local:
            local = f"{'id' if short else 'other'}/{local}"
        path = safe_path(local)
        if path in taken:
            path = safe_path(f"other/{iri[len(self.base) :]}")
        return path

    @cached_property
    def _places(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for document in self.documents:
            if document.kind == "version":  # its subjects are those of the ontology
                found[document.iri] = (document, "")
                continue
            anchors = self._anchors(document)
            found |= {iri: (document, anchor) for iri, anchor in anchors.items()}
        return found

    def _anchors(self, document: Document) -> dict[str, str]:
        """IRI -> anchor; the parts of the main thing keep theirs, another one's gives way."""
        named = {document.iri: ""}
        used = {""}
        for iri in document.subjects:
            if iri == document.iri or not iri.startswith(self.base):
                continue
            anchor = self._anchor(document, iri)
            while anchor in used:
                anchor += "_"
            used.add(anchor)
            named[iri] = anchor
        return named

    def _anchor(self, document: Document, iri: str) -> str:
        if iri.startswith(f"{document.iri}#"):
            return iri[len(document.iri) + 1 :]
        start = self.id_base if iri.startswith(self.id_base) else self.base
        return anchor_of(iri[len(start) :])

    @cached_property
    def _paths(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _identifiers(self) -> dict[str, Place]:
        """Path of an identifier below the base, as a URI -> its place."""
        return {
            f"/{uri_form(iri[len(self.base) :])}": place
            for iri, place in self._places.items()
            if iri.startswith(self.base) and "#" not in iri
        }

    def document_of(self, iri: str) -> Place | None:
        """Return the document that describes an IRI, and the anchor there; None outside of ours.

        A hash part that nothing describes is found in the document of the whole.
        """
        found = self._places.get(iri)
        if found is not None or "#" not in iri:
            return found
        whole, _, fragment = iri.partition("#")
        place = self._places.get(whole)
        return (place[0], place[1] or fragment) if place else None

    def by_path(self, path: str) -> Document | None:
        """Return the document of a path without suffix, such as ``/doc/A-HRC-RES-20-8``."""
        return self._paths.get(path)

    def by_identifier(self, path: str) -> Place | None:
        """Return what the identifier with this path, below the base, is described in.

        ``path`` is as requested, percent-encoded, such as ``/id/vote/A-HRC-RES-38-11-CHN``.
        """
        return self._identifiers.get(uri_form(path))

    def identifiers(self) -> Iterable[tuple[str, Place]]:
        """Return the path of every identifier below the base, as a URI, and its place; sorted."""
        return sorted(self._identifiers.items(), key=lambda item: item[0])

    def link(self, iri: str, *, from_path: str) -> str | None:
        """Return the relative link from a page to that of an IRI; None outside of the dataset.

        Paths are those of files from the root of the site: ``doc/A-HRC-RES-20-8.html``.
        """
        if iri == self.base:
            return relative_link("index.html", from_path=from_path)
        place = self.document_of(iri)
        if place is None:
            return None
        document, anchor = place
        return relative_link(f"{document.path}{HTML.suffix}", anchor, from_path=from_path)


def _kinds(dataset: Dataset) -> dict[str, str]:
    return {
        node: kind
        for iri, kind in KINDS.items()
        for node in named_subjects(
            dataset.store.quads_for_pattern(None, TYPE, ox.NamedNode(iri), None)
        )
    }
