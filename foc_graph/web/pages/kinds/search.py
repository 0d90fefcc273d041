"""The search: results are on the page where a server answers, else the browser finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.page_kind import PageContent, PageKind
from foc_graph.web.search import search
from foc_graph.web.search.index import PATH as INDEX_PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.queries.engines import QueryEngine

#: Results that are listed; `assets/js/search.js` has the same number.
MOST_HITS = 50
#: What is read of a query.
LONGEST_QUERY = 200


class Search(PageKind):
    """One page."""

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
