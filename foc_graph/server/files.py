"""Files of the site that are neither documents nor pages: looked up in tables, never on a path."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from foc_graph.rdf.formats import RDF_FORMATS
from foc_graph.server.response import Response
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from foc_graph.server.state import Generation

#: What the table of the system may lack or get wrong.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    **{suffix: form.content_type for suffix, form in RDF_FORMATS.items()},
    ".csv": "text/csv; charset=utf-8",
    ".woff2": "font/woff2",
}


def media_type_of(name: str) -> str:
    """Return the media type of a file by its suffix."""
    suffix = "." + name.rpartition(".")[2].lower()
    guessed = MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name, strict=True)[0]
    return guessed or "application/octet-stream"


def asset(site: Generation, name: str) -> Response | None:
    """Return a style sheet, a script or an icon."""
    path = site.assets.get(name)
    return _file(name, path.read_bytes(), media_type_of(name)) if path else None


def generated_file(site: Generation, name: str, url: str) -> Response | None:
    """Return a file for machines: ``robots.txt``, ``sitemap.xml``, ``feed.atom`` and the like."""
    from foc_graph.web.static import MadeFiles

    address = f"{url}/"
    if address not in site.made:
        site.made[address] = MadeFiles(site.pages, address)
    made = site.made[address].table.get(name)
    if made is None:
        return None
    text = made.media_type.startswith("text/")
    return _file(
        name, made.make(), f"{made.media_type}; charset=utf-8" if text else made.media_type
    )


def _file(name: str, body: bytes, media_type: str) -> Response:
    fields = [("Cache-Control", head.FRESH), ("Vary", "Accept-Encoding")]
    return Response(200, body, fields, media_type, keep=True, key=("file", name))
