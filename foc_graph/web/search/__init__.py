"""Search over names, symbols, codes, titles and wordings; the same on the server and in a browser.

>>> from foc_graph.web.search import SearchEntry, build, search
>>> index = build([SearchEntry("doc/a.html", "A/HRC/RES/20/8", "text", codes=("A/HRC/RES/20/8",))])
>>> [hit.entry.title for hit in search(index, "20/8")]
['A/HRC/RES/20/8']
"""

from __future__ import annotations

from foc_graph.web.search.entries import gather
from foc_graph.web.search.index import SearchEntry, SearchIndex, as_json, build
from foc_graph.web.search.ranking import Hit, search

__all__ = ["Hit", "SearchEntry", "SearchIndex", "as_json", "build", "gather", "search"]
