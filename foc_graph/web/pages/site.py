"""A dataset as a site: its statements, names and documents, and the links between its pages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import Content
from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Names, Value
from foc_graph.pictures import PictureFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.addresses import Document as Address

#: Records of one document that have an anchor on its page.
MOST_ANCHORS = 600

#: Kinds of documents that lists are made of: wholes such as graphs have pages of their own.
_LISTED = frozenset({"entity", "scheme", "concept"})

#: Licences by the names that readers know.
LICENSES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC BY-SA 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
}


class Site:
    """What is known of a dataset, and where each thing of it is found. Knows no kind of page."""

    def __init__(self, dataset: Dataset, addresses: Addresses) -> None:
        self.dataset = dataset
        self.addresses = addresses
        self.content = Content(dataset)
        self.names = Names(self.content)
        self._targets: dict[str, str | None] = {}

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project."""
        return self.dataset.prefixes

    @cached_property
    def title(self) -> str:
        """The title of the dataset."""
        return self.content.title

    @cached_property
    def short_title(self) -> str:
        """The title for the header: what stands before a colon."""
        return self.title.partition(":")[0]

    @cached_property
    def search_hint(self) -> str:
        """What one may type into the search, where the dataset has such things."""
        return "20/8, Tallinn, Estonia" if self.content.instances("foc:Resolution") else ""

    @cached_property
    def license_name(self) -> str:
        """The licence by its usual name, where it has one."""
        iri = self.description["license"]
        return LICENSES.get(iri) or self.names[iri]

    @cached_property
    def description(self) -> Mapping[str, str]:
        """What the catalog says about the dataset: ``description``, ``issued``, ``license`` …."""
        curies = {
            "description": "dcterms:description",
            "issued": "dcterms:issued",
            "license": "dcterms:license",
            "publisher": "dcterms:publisher",
            "version": "dcat:version",
        }
        iri = self.content.dataset_iri
        return {name: self.content.text(iri, curie) for name, curie in curies.items()}

    def first(self, iri: str, curie: str) -> Value | None:
        """Return the first value of a property."""
        term = self.content.value(iri, curie)
        return None if term is None or isinstance(term, ox.Triple) else self.names.value(term)

    def values_of(self, iris: Iterable[str]) -> list[Value]:
        """Return nodes with their names, sorted by these."""
        values = map(self.names.value_of, iris)
        return sorted(values, key=lambda value: (by_name(value.text), value.iri or ""))

    @cached_property
    def documents(self) -> Mapping[str, Address]:
        """Path of the page of a document -> the document."""
        return {page_path(document): document for document in self.addresses.documents}

    @cached_property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """First segment of the paths of things -> their IRIs."""
        found: dict[str, list[str]] = {}
        for path, document in self.documents.items():
            folder, slash, _ = path.partition("/")
            if slash and document.kind in _LISTED:
                found.setdefault(folder, []).append(document.iri)
        return {folder: tuple(iris) for folder, iris in sorted(found.items())}

    def link(self, iri: str, from_path: str) -> str | None:
        """Return the link from a page to the page of ``iri``; None outside of the site."""
        target = self.target(iri)
        return None if target is None else relative(target, from_path)

    def target(self, iri: str) -> str | None:
        """Return the path from the root, with anchor, of the page that describes ``iri``."""
        if iri not in self._targets:
            found = self.addresses.link(iri, from_path="/index.html")
            if found and "#" in found and not self._has_anchor(iri):
                found = found.partition("#")[0]
            self._targets[iri] = found
        return self._targets[iri]

    def _has_anchor(self, iri: str) -> bool:
        """Parts that nothing describes have none, nor have those beyond what a page can hold."""
        described = iri in self.content.index or iri in self._shapes
        return described and iri not in self._crowded

    @cached_property
    def _shapes(self) -> frozenset[str]:
        """Shapes have anchors on their page, although they are no part of the content."""
        found = (d.subjects for d in self.addresses.documents if d.kind == "shapes")
        return frozenset(iri for subjects in found for iri in subjects)

    @cached_property
    def _crowded(self) -> frozenset[str]:
        found = (document.subjects[MOST_ANCHORS:] for document in self.documents.values())
        return frozenset(iri for subjects in found for iri in subjects)

    def anchor(self, iri: str, path: str) -> str | None:
        """Return the anchor of a record on the page at ``path``; None if it is elsewhere."""
        place = self.addresses.document_of(iri)
        if place is None or not place[1] or page_path(place[0]) != path:
            return None
        return place[1] if self._has_anchor(iri) else None

    def picture_facts(self, path: str) -> PictureFacts:
        """Return what pictures on the page at ``path`` are drawn from."""
        return PictureFacts(self.content, self.names, lambda iri: self.link(iri, path))


def page_path(document: Address) -> str:
    """Return the path of the page of a document, from the root of the site."""
    return f"{document.path.strip('/')}.html"


def relative(target: str, path: str) -> str:
    """Return the reference from one page to a file of the site; both are paths from its root.

    >>> relative("doc/a.html#op1", "doc/a.html"), relative("doc/b.html", "doc/a.html")
    ('#op1', 'b.html')
    >>> relative("assets/style.css", "doc/a.html")
    '../assets/style.css'
    """
    file, hash_mark, fragment = target.partition("#")
    if file == path and hash_mark:
        return f"#{fragment}"
    wanted, here = file.split("/"), path.split("/")
    common = 0
    while common < min(len(wanted), len(here)) - 1 and wanted[common] == here[common]:
        common += 1
    found = "../" * (len(here) - 1 - common) + "/".join(wanted[common:])
    # A colon in the first segment would read as a scheme: RFC 3986, section 4.2.
    start = "./" if ":" in found.partition("/")[0] else ""
    return f"{start}{found}{hash_mark}{fragment}"
