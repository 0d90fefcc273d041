"""What a kind of pages is: which pages there are, and what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.web.pages.shared import SharedFacts

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
    """The pages of one kind. Each module of `foc_graph.web.pages.kinds` extends it once."""

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
