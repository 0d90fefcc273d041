"""Lists of all things of one class, ``browse/doc.html`` …, and the search."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foc_graph.web.pages.page import PageContent, PageKind, folder_name
from foc_graph.web.pages.views.lists import listing
from foc_graph.web.search import search
from foc_graph.web.search.index import PATH as INDEX_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.web.pages.shared import SharedFacts

#: Rows of one page: about 100 kB.
ROWS = 400


class Browse(PageKind):
    """One page a folder, more for a long one: ``browse/doc.html``, ``browse/doc-2.html``."""

    def __init__(self, shared: SharedFacts) -> None:
        super().__init__(shared)
        #: The list of the things of a folder, made once for all its pages.
        self._listing = cache(lambda folder: listing(self.site, folder, self.site.folders[folder]))

    def paths(self) -> Iterable[str]:
        """Return the pages of every folder."""
        return (path for folder in self.site.folders for path in self._pages(folder))

    def show(self, path: str) -> PageContent:
        """Show one page of a list."""
        folder = next(f for f in self.site.folders if path in set(self._pages(f)))
        pages = list(self._pages(folder))
        number = pages.index(path)
        found = self._listing(folder)
        name = folder_name(folder)
        return PageContent(
            "browse.html",
            title=name if number == 0 else f"{name}, page {number + 1}",
            crumbs=((name, None if number == 0 else pages[0]),),
            heading=name,
            listing=found,
            rows=found.rows[number * ROWS : (number + 1) * ROWS],
            pages=pages if len(pages) > 1 else [],
            number=number,
        )

    def _pages(self, folder: str) -> Iterator[str]:
        yield f"browse/{folder}.html"
        for number in range(2, (len(self.site.folders[folder]) - 1) // ROWS + 2):
            yield f"browse/{folder}-{number}.html"


#: Results that are listed; `assets/js/search.js` has the same number.
MOST_HITS = 50
#: What is read of a query.
LONGEST_QUERY = 200


class Search(PageKind):
    """One page: results are on it where a server answers, else the browser finds them."""

    path = "search.html"

    def answer(self, path: str, query: Mapping[str, str], engine: QueryEngine) -> PageContent:
        """Show the form, with results for ``?q=``."""
        del path, engine
        typed = query.get("q", "")[:LONGEST_QUERY].strip()
        hits = search(self.shared.search_index, typed) if typed else []
        return PageContent(
            "search.html",
            title=f"Search: {typed}" if typed else "Search",
            typed=typed,
            hits=hits[:MOST_HITS],
            total=len(hits),
            index_path=INDEX_PATH,
        )
