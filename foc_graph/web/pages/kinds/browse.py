"""The list of all things of one class: ``browse/doc.html``, ``browse/state.html`` …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.crumbs import folder_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.web.pages.site import Site

#: Rows of one page: about 100 kB.
ROWS = 400


def paths(site: Site) -> Iterable[str]:
    """One page a folder, more for a long one: ``browse/doc.html``, ``browse/doc-2.html``."""
    return (path for folder in site.folders for path in _pages(site, folder))


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render one page of a list."""
    del query
    folder = _folder(site, path)
    pages = list(_pages(site, folder))
    number = pages.index(path)
    found = site.listing(folder)
    name = folder_name(folder)
    return site.render(
        "browse.html",
        path,
        title=name if number == 0 else f"{name}, page {number + 1}",
        crumbs=((name, None if number == 0 else pages[0]),),
        heading=name,
        listing=found,
        rows=found.rows[number * ROWS : (number + 1) * ROWS],
        pages=pages if len(pages) > 1 else [],
        number=number,
    )


def _pages(site: Site, folder: str) -> Iterator[str]:
    yield f"browse/{folder}.html"
    for number in range(2, (len(site.folders[folder]) - 1) // ROWS + 2):
        yield f"browse/{folder}-{number}.html"


def _folder(site: Site, path: str) -> str:
    return next(folder for folder in site.folders if path in set(_pages(site, folder)))
