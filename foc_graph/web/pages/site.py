"""What all pages of a dataset share, worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.dataset.content import Content
from foc_graph.names.names import Names
from foc_graph.queries import OxigraphEngine
from foc_graph.web.addresses.formats import FORMATS
from foc_graph.web.pages.environment import environment
from foc_graph.web.pages.links import relative
from foc_graph.web.pages.navigation import NAVIGATION
from foc_graph.web.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.queries.engines import QueryEngine
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.addresses import Document as Address
    from foc_graph.web.pages.citations import Citations
    from foc_graph.web.pages.kinds import PageKind
    from foc_graph.web.pages.things import Thing
    from foc_graph.web.pages.views.lists import Listing
    from foc_graph.web.pages.views.texts.standing import Coalition


#: Formats of data in which a document is offered beside its page.
DATA_FORMATS = tuple(found for found in FORMATS if found.suffix != ".html")

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
    """A dataset as a site: its content, its addresses, its names and its templates."""

    def __init__(self, dataset: Dataset, addresses: Addresses) -> None:
        self.dataset = dataset
        self.addresses = addresses
        self.content = Content(dataset)
        self.names = Names(self.content)
        #: What runs the canned queries; a server puts one with limits here.
        self.engine: QueryEngine = OxigraphEngine(dataset)
        self._targets: dict[str, str | None] = {}
        self._listings: dict[str, Listing] = {}

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

    @cached_property
    def citations(self) -> Citations:
        """How the texts are cited."""
        from foc_graph.web.pages.citations import Citations

        return Citations(self)

    @cached_property
    def coalition(self) -> Coalition | None:
        """The organisation of which most memberships are held."""
        from foc_graph.pictures import PictureFacts
        from foc_graph.web.pages.views.texts.standing import coalition

        return coalition(PictureFacts(self.content, self.names, lambda _: None))

    @cached_property
    def kinds(self) -> Mapping[str, PageKind]:
        """Path of every page -> the kind that renders it."""
        from foc_graph.web.pages.kinds import KINDS

        found: dict[str, PageKind] = {}
        for kind in KINDS:
            for path in kind.paths(self):
                found.setdefault(path, kind)
        return found

    @cached_property
    def views(self) -> Mapping[str, tuple[type[Thing], str]]:
        """Path of the page of a thing of a known class -> its view and template."""
        from foc_graph.web.pages.kinds.entities import views

        return views(self)

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

    def listing(self, folder: str) -> Listing:
        """Return the list of the things of a folder, made once."""
        from foc_graph.web.pages.views.lists import listing

        if folder not in self._listings:
            self._listings[folder] = listing(self, folder, self.folders[folder])
        return self._listings[folder]

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

    def render(self, template: str, path: str, *, title: str, **context: object) -> str:
        """Render a template that extends ``base.html``."""
        known = {"document": self.documents.get(path), "summary": "", "crumbs": (), **context}
        return (
            environment()
            .get_template(template)
            .render(
                site=self,
                page=Page(self, path),
                title=title,
                formats=DATA_FORMATS,
                navigation=[
                    (label, target) for label, target in NAVIGATION if target in self.kinds
                ],
                **known,
            )
        )


def page_path(document: Address) -> str:
    """Return the path of the page of a document, from the root of the site."""
    return f"{document.path.strip('/')}.html"
