"""The view of a text: what its page shows, in the order of the page."""

from __future__ import annotations

from foc_graph.web.pages.views.texts.text import Text

__all__ = ["Text"]
