"""The least that a page can be, for documents that no kind of page shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from foc_graph.addressing import FORMATS, HTML

if TYPE_CHECKING:
    from foc_graph.addressing import Document
    from foc_graph.serving.state import Site


def bare_page(document: Document, site: Site) -> str:
    """Return the IRI, and links to the data."""
    name = document.path.rpartition("/")[2]
    items = "".join(
        f'<li><a href="{escape(name)}{form.suffix}">{escape(form.label)}</a></li>'
        for form in FORMATS
        if form != HTML
    )
    title = escape(site.dataset.prefixes.shorten(document.iri))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><h1>{title}</h1>\n"
        f"<p><code>{escape(document.iri)}</code></p>\n<ul>{items}</ul></main></body></html>\n"
    )
