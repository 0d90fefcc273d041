"""``sitemap.xml`` (https://www.sitemaps.org/protocol.html): every page, with the day it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PATH = "sitemap.xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: As many as one file may list; larger sites get several, and a list of those.
MOST = 50_000

#: Pages that nobody should find by a search engine.
LEFT_OUT = frozenset({"404.html", "search.html"})


def sitemap_files(pages: int) -> list[str]:
    """Return the names of the files for so many pages, the one to ask for first.

    >>> sitemap_files(1_983), sitemap_files(60_000)
    (['sitemap.xml'], ['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml'])
    """
    parts = -(-pages // MOST)
    numbered = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    return [PATH, *(numbered if parts > 1 else ())]


def sitemap(
    name: str, paths: Sequence[str], *, address: str, changed: Callable[[str], str]
) -> bytes:
    """Return one of the files; ``changed`` gives the day that a page changed, or nothing."""
    files = sitemap_files(len(paths))
    if name == PATH and len(files) > 1:
        lines = (f"<sitemap><loc>{escape(address + part)}</loc></sitemap>" for part in files[1:])
        return _document("sitemapindex", lines)
    start = max(0, files.index(name) - 1) * MOST
    part = sorted(paths)[start : start + MOST]
    return _urls([path for path in part if path not in LEFT_OUT], address, changed)


def _urls(paths: Sequence[str], address: str, changed: Callable[[str], str]) -> bytes:
    return _document("urlset", (_url(address + path, changed(path)) for path in paths))


def _url(location: str, day: str) -> str:
    location = location.removesuffix("index.html") if location.endswith("/index.html") else location
    lastmod = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(location)}</loc>{lastmod}</url>"


def _document(name: str, lines: Iterable[str]) -> bytes:
    body = "\n".join(lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{NAMESPACE}">\n{body}\n</{name}>\n'
    ).encode()
