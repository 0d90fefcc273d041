"""Files of the site that are no pages and no documents: made from the data, one line each.

The server answers with the same bytes (`foc_graph.server`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from foc_graph.history import Step, as_patch
from foc_graph.history import feed as feeds
from foc_graph.history import stream as streams
from foc_graph.history.changes import MEDIA_TYPE as PATCH_TYPE
from foc_graph.web.search import as_json
from foc_graph.web.search.index import PATH as SEARCH_INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foc_graph.web.pages import Pages

VOID = ".well-known/void"

#: The map for search engines (https://www.sitemaps.org/protocol.html).
SITEMAP = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: As many as one file may list; larger sites get several, and a list of those.
MOST = 50_000

#: Pages that nobody should find by a search engine.
LEFT_OUT = frozenset({"404.html", "search.html"})

#: What the server works out for each request.
COSTLY = ("sparql?", "search?", "search.html?", "api/")


@dataclass(frozen=True)
class Made:
    """A file that is made when it is asked for; a ``lasting`` one never changes."""

    media_type: str
    make: Callable[[], bytes]
    lasting: bool = False


class MadeFiles:
    """The made files of a site. ``address`` is where it will be found, with a slash at its end.

    Without an address it is the base of the identifiers, which leads to the site.
    """

    def __init__(self, pages: Pages, address: str = "") -> None:
        self._pages = pages
        self._site = pages.site
        self.address = address or self._site.prefixes.base

    @cached_property
    def table(self) -> Mapping[str, Made]:
        """Path from the root of the site -> file."""
        return {
            SEARCH_INDEX: Made(
                "application/json", lambda: as_json(self._pages.shared.search_index)
            ),
            feeds.PATH: Made(feeds.MEDIA_TYPE, self._feed),
            "robots.txt": Made("text/plain", self._robots),
            streams.PATH: Made(streams.MEDIA_TYPE, self._stream),
            **self._stream_pages(),
            **self._patches(),
            **self._sitemaps(),
        }

    def _feed(self) -> bytes:
        site, changes = self._site, self._pages.shared.changes
        return feeds.feed(
            changes.history,
            changes.wording,
            base=self.address,
            title=site.title,
            author=site.description["publisher"] or site.title,
        )

    def _stream(self) -> bytes:
        history = self._pages.shared.changes.history
        return streams.stream(history, base=self.address, title=self._site.title)

    def _stream_pages(self) -> Mapping[str, Made]:
        return {
            streams.page_path(step): Made(
                streams.MEDIA_TYPE, partial(streams.page, step, base=self.address), lasting=True
            )
            for step in self._pages.shared.changes.history.steps
        }

    def _patches(self) -> Mapping[str, Made]:
        steps = self._pages.shared.changes.history.steps
        before = {step.commit.id: older for step, older in pairwise(steps)}
        return {
            feeds.patch_path(step): Made(
                PATCH_TYPE, partial(self._patch, step, before.get(step.commit.id))
            )
            for step in steps
        }

    def _patch(self, step: Step, before: Step | None) -> bytes:
        base = self._site.prefixes.base
        return as_patch(
            step.changes,
            identifier=feeds.identifier(base, step),
            previous=feeds.identifier(base, before) if before else "",
        )

    def _sitemaps(self) -> Mapping[str, Made]:
        paths = self._pages.paths()
        write = partial(sitemap, paths=paths, address=self.address, changed=self._changed)
        names = sitemap_files(len(paths))
        return {name: Made("application/xml", partial(write, name)) for name in names}

    def _changed(self, path: str) -> str:
        """Return the day of the last commit about the document of a page."""
        document = self._site.documents.get(path)
        log = self._pages.shared.changes.history.of(document.iri) if document else []
        return feeds.instant(log[0][0].commit.time)[:10] if log else ""

    def _robots(self) -> bytes:
        """Return robots.txt (RFC 9309): everything may be read; queries cost too much to crawl."""
        lines = ["User-agent: *", *(f"Disallow: /{path}" for path in COSTLY), "Allow: /", ""]
        return "\n".join([*lines, f"Sitemap: {self.address}sitemap.xml", ""]).encode()


def sitemap_files(pages: int) -> list[str]:
    """Return the names of the files for so many pages, the one to ask for first.

    >>> sitemap_files(1_983), sitemap_files(60_000)
    (['sitemap.xml'], ['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml'])
    """
    parts = -(-pages // MOST)
    numbered = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    return [SITEMAP, *(numbered if parts > 1 else ())]


def sitemap(
    name: str, paths: Sequence[str], *, address: str, changed: Callable[[str], str]
) -> bytes:
    """Return one of the files; ``changed`` gives the day that a page changed, or nothing."""
    files = sitemap_files(len(paths))
    if name == SITEMAP and len(files) > 1:
        lines = (f"<sitemap><loc>{escape(address + part)}</loc></sitemap>" for part in files[1:])
        return _document("sitemapindex", lines)
    start = max(0, files.index(name) - 1) * MOST
    part = sorted(paths)[start : start + MOST]
    shown = (path for path in part if path not in LEFT_OUT)
    return _document("urlset", (_url(address + path, changed(path)) for path in shown))


def _url(location: str, day: str) -> str:
    location = location.removesuffix("index.html") if location.endswith("/index.html") else location
    lastmod = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(location)}</loc>{lastmod}</url>"


def _document(name: str, lines: Iterable[str]) -> bytes:
    body = "\n".join(lines)
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_NAMESPACE}">'
    return f"{start}\n{body}\n</{name}>\n".encode()
