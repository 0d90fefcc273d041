"""One page while it is rendered; and what a kind of pages is, with what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from foc_graph.web.pages.site import Site, relative
from foc_graph.web.pages.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.names.names import Value
    from foc_graph.queries.engines import QueryEngine
    from foc_graph.web.addresses import Document as Address
    from foc_graph.web.addresses.negotiation import DocumentFormat
    from foc_graph.web.pages.shared import SharedFacts

#: Ids that every page has (base.html).
STATIC_IDS = frozenset({"main", "site-search", "footer-data", "footer-about"})

#: Links are added up: formatting them takes a tenth of the time of a site.
_OPEN, _CLOSE, _END = Markup('<a href="'), Markup('">'), Markup("</a>")
_EXTERNAL = Markup('<a class="external" rel="external" href="')


class Page:
    """What a template sees as ``page``: links from where it stands, the anchors given so far."""

    def __init__(self, site: Site, path: str) -> None:
        self.site = site
        self.path = path
        self._anchored = set(STATIC_IDS)
        self._shown: set[str] = set()

    @property
    def root(self) -> str:
        """The way to the root of the site, for scripts to put a path behind."""
        return "../" * self.path.count("/")

    def to(self, path: str) -> str:
        """Return the link to a file of the site: ``page.to("assets/style.css")``."""
        return relative(path, self.path)

    def link(self, iri: str) -> str | None:
        """Return the link to the page of a thing of this site; None for the rest of the world."""
        return self.site.link(iri, self.path)

    def data(self, document: Address, found: DocumentFormat) -> str:
        """Return the link to a document in a format of data."""
        return self.to(f"{document.path.strip('/')}{found.suffix}")

    def a(self, iri: str, text: str | None = None) -> Markup:
        """Return a thing by its name, linked to its page or, outside of the site, to itself."""
        return self.linked(iri, text if text is not None else self.site.names[iri])

    def linked(self, iri: str, text: str) -> Markup:
        """Return a text linked to a thing; the text alone where nothing can be linked."""
        href = self.link(iri)
        if href is not None:
            return _OPEN + href + _CLOSE + text + _END
        if iri.startswith(("https://", "http://")):
            return _EXTERNAL + iri + _CLOSE + text + _END
        return escape(text)

    def value(self, value: Value) -> Markup:
        """Return a value: a node linked, a literal in its language."""
        if value.iri:
            return self.linked(value.iri, value.text)
        return self.text(value.text, value.language)

    def text(self, text: str, language: str | None = None) -> Markup:
        """Return a text, marked where it is not in the language of the pages."""
        if language and language != "en":
            return Markup('<span lang="{}">{}</span>').format(language, text)
        return escape(text)

    def anchor(self, iri: str) -> Markup:
        """Return `` id="…"`` for a record of this page, the first time that it is asked for."""
        name = self.site.anchor(iri, self.path)
        if not name or iri in self._shown:
            return Markup()
        self._shown.add(iri)
        return self.mark(name)

    def mark(self, name: str) -> Markup:
        """Return `` id="…"`` unless something on the page has it already."""
        if name in self._anchored:
            return Markup()
        self._anchored.add(name)
        return Markup(' id="{}"').format(name)

    def has(self, iri: str) -> bool:
        """Tell whether a record has been given its place on this page."""
        return iri in self._shown


#: First segment of a path -> what the list of those pages is called.
FOLDERS = {
    "agenda": "Agenda items",
    "concept": "Concepts",
    "doc": "Texts",
    "event": "Events",
    "formulation": "Wordings",
    "membership": "Memberships",
    "org": "Organisations",
    "principle": "Principles",
    "query": "Queries",
    "source": "Sources",
    "state": "States",
    "term": "Terms",
}


class PageContent:
    """What a page shows: a template that extends ``base.html``, and what it is filled with."""

    def __init__(self, template: str, *, title: str, **context: object) -> None:
        self.template = template
        self.context = {"title": title, "summary": "", "crumbs": (), **context}


class PageKind:
    """The pages of one kind; the classes of `foc_graph.web.pages.kinds` extend it."""

    #: The path of the page, where there is one.
    path = ""

    def __init__(self, shared: SharedFacts) -> None:
        self.shared = shared
        self.site = shared.site

    def paths(self) -> Iterable[str]:
        """Return the paths of the pages from the root of the site, such as ``browse/doc.html``."""
        return (self.path,)

    def show(self, path: str) -> PageContent:
        """Return what the page at ``path`` shows."""
        raise NotImplementedError

    def answer(self, path: str, query: Mapping[str, str], engine: QueryEngine) -> PageContent:
        """Return the same for the parameters of its address; most kinds have none."""
        del query, engine
        return self.show(path)

    def crumbs(self, path: str, name: str) -> tuple[tuple[str, str | None], ...]:
        """Return the way to a page: the list of its folder, if it has one, then the page itself."""
        folder, slash, _ = path.partition("/")
        target = f"browse/{folder}.html" if folder in self.site.folders else None
        above = ((folder_name(folder), target),) if slash else ()
        return (*above, (name, None)) if name else above


def folder_name(folder: str) -> str:
    """Return what the pages of a folder are called."""
    return FOLDERS.get(folder) or sentence(folder.replace("-", " ").replace("_", " "))
