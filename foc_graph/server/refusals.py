"""Answers to what cannot be answered: in a browser as a page, else as one plain sentence."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from foc_graph.server.links import alternates
from foc_graph.server.response import NO_STORE, RETRY_AFTER, Response, plain
from foc_graph.web import headers as head
from foc_graph.web.addresses import FORMATS, HTML, DocumentFormat, choose

if TYPE_CHECKING:
    from foc_graph.server.state import Generation
    from foc_graph.web.addresses import Document, NotAcceptable


def bare_page(document: Document, site: Generation) -> str:
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


PLAIN = DocumentFormat("plain", ".txt", "text/plain", "Plain text")
#: Plain text first: who does not ask for a page is a program.
_READABLE = (PLAIN, HTML)


def not_found(site: Generation, path: str, accept: str | None) -> Response:
    """404. The page says where to look; its links depend on how deep the path is."""
    fields = [("Cache-Control", head.BRIEF), ("Vary", "Accept, Accept-Encoding")]
    if choose(accept, _READABLE) == HTML:
        body = _page(site, path.count("/") - 1)
        return Response(404, body, fields, HTML.content_type)
    shown = path if len(path) <= 200 else f"{path[:200]}…"  # noqa: PLR2004
    return plain(404, f"{shown}: nothing is here - see /sitemap.xml for what is", fields)


#: Deeper paths get the page of this depth.
DEEPEST = 16


def _page(site: Generation, depth: int) -> bytes:
    depth = max(0, min(depth, DEEPEST))
    page = site.missing.get(depth)
    if page is None:
        page = site.missing[depth] = site.pages.not_found("x/" * depth + "404.html").encode()
    return page


def not_acceptable(found: NotAcceptable, prefix: str, *, why: str = "") -> Response:
    """406: says what there is, in the body and as links (RFC 9110, section 15.5.7)."""
    document = found.document
    rows = [f"{form.media_type}\t{prefix}{document.path}{form.suffix}" for form in found.available]
    asked = f"{found.asked[:200] or 'this'}"
    sentence = why or f"{document.path}: not to be had as {asked} - ask for one of these"
    fields = [
        ("Link", alternates(document, prefix, found.available)),
        ("Vary", "Accept"),
        ("Cache-Control", head.BRIEF),
    ]
    return plain(406, "\n".join([sentence, *rows]), fields)


def too_slow(sentence: str) -> Response:
    """503: a query of the page was stopped by a limit, or did not have its turn."""
    return plain(503, sentence, [("Retry-After", str(RETRY_AFTER)), ("Cache-Control", NO_STORE)])
