"""Search over names, symbols, codes, titles and wordings; the same on the server and in a browser.

>>> from foc_graph.searching import Entry, build, search
>>> index = build([Entry("doc/a.html", "A/HRC/RES/20/8", "text", codes=("A/HRC/RES/20/8",))])
>>> [hit.entry.title for hit in search(index, "20/8")]
['A/HRC/RES/20/8']
"""

from __future__ import annotations

from foc_graph.searching.as_json import as_json
from foc_graph.searching.gathering import gather
from foc_graph.searching.index import Entry, Index, build
from foc_graph.searching.ranking import Hit, search

__all__ = ["Entry", "Hit", "Index", "as_json", "build", "gather", "search"]
