"""The main navigation: what is not there in a project is not shown."""

from __future__ import annotations

#: Label -> page.
NAVIGATION = (
    ("Texts", "browse/doc.html"),
    ("States", "browse/state.html"),
    ("Members", "members.html"),
    ("Sponsors", "sponsors.html"),
    ("Lineage", "lineage.html"),
    ("Timeline", "timeline.html"),
    ("Queries", "query/index.html"),
    ("SPARQL", "sparql.html"),
    ("About", "about.html"),
)
