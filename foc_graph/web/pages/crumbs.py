"""The way from the home page to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.words import sentence

if TYPE_CHECKING:
    from foc_graph.web.pages.site import Site

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

#: Longest name of the page itself in its breadcrumb.
LONGEST = 60


def folder_name(folder: str) -> str:
    """Return what the pages of a folder are called."""
    return FOLDERS.get(folder) or sentence(folder.replace("-", " ").replace("_", " "))


def crumbs(site: Site, path: str, name: str = "") -> tuple[tuple[str, str | None], ...]:
    """Return labels with targets: the list of the folder, if it has one, then the page itself."""
    folder, slash, _ = path.partition("/")
    target = f"browse/{folder}.html"
    above = ((folder_name(folder), target if target in site.kinds else None),) if slash else ()
    return (*above, (name, None)) if name else above
