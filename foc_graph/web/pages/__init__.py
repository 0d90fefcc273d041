"""The pages of a dataset: one renderer for the server and for the static site.

>>> pages = Pages(dataset, Addresses(dataset))  # doctest: +SKIP
>>> pages.render("doc/A-HRC-RES-20-8.html")  # doctest: +SKIP

A page kind is a module in `foc_graph.web.pages.kinds` and one line in its table. Imports run one
way: `site` (facts and links), `shared` (what several pages show), `things` and `views`, `page`
and `kinds`, `renderer`.
"""

from __future__ import annotations

from foc_graph.web.pages.page import Page
from foc_graph.web.pages.renderer import Pages
from foc_graph.web.pages.site import Site

__all__ = ["Page", "Pages", "Site"]
