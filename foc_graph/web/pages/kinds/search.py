"""The search: results are on the page where a server answers, else the browser finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from foc_graph.web.search import SearchIndex, gather, search
from foc_graph.web.search.json import PATH as INDEX_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.web.pages.site import Site

PATH = "search.html"

#: Results that are listed; `assets/js/search.js` has the same number.
MOST_HITS = 50
#: What is read of a query.
LONGEST_QUERY = 200

#: Documents that are one thing each.
_SINGLE = frozenset({"entity", "concept", "scheme"})

_INDEXES: WeakKeyDictionary[Site, SearchIndex] = WeakKeyDictionary()


def index_of(site: Site) -> SearchIndex:
    """Return the search index of a site, made once."""
    if site not in _INDEXES:
        _INDEXES[site] = gather(
            site.content,
            site.names,
            target=site.target,
            mains=_mains(site),
            project=site.dataset.project,
        )
    return _INDEXES[site]


def _mains(site: Site) -> Iterator[str]:
    """Yield what can be found: things with a page of their own, and terms of the ontology."""
    label = site.content.expand("rdfs:label")
    for document in site.addresses.documents:
        if document.kind in _SINGLE:
            yield document.iri
        elif document.kind == "ontology":
            yield from (i for i in document.subjects if label in site.content.index.get(i, {}))


def paths(site: Site) -> Iterable[str]:
    """One page."""
    del site
    return (PATH,)


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the form, with results for ``?q=``."""
    typed = query.get("q", "")[:LONGEST_QUERY].strip()
    hits = search(index_of(site), typed) if typed else []
    return site.render(
        "search.html",
        path,
        title=f"Search: {typed}" if typed else "Search",
        typed=typed,
        hits=hits[:MOST_HITS],
        total=len(hits),
        index_path=INDEX_PATH,
    )
