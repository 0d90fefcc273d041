"""Files of the site that are no pages and no documents: made from the data, one line each.

The server answers with the same bytes (`foc_graph.server`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from foc_graph.history import as_patch
from foc_graph.history import feed as feeds
from foc_graph.history.changes import MEDIA_TYPE as PATCH_TYPE
from foc_graph.web.search import as_json
from foc_graph.web.search.json import PATH as SEARCH_INDEX
from foc_graph.web.static.sitemap import sitemap, sitemap_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foc_graph.history import Step
    from foc_graph.web.pages import Pages

VOID = ".well-known/void"


@dataclass(frozen=True)
class Made:
    """A file that is made when it is asked for."""

    media_type: str
    make: Callable[[], bytes]


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
            SEARCH_INDEX: Made("application/json", self._search),
            feeds.PATH: Made(feeds.MEDIA_TYPE, self._feed),
            "robots.txt": Made("text/plain", self._robots),
            **self._patches(),
            **self._sitemaps(),
        }

    def _search(self) -> bytes:
        return as_json(self._pages.shared.search_index)

    def _feed(self) -> bytes:
        site, changes = self._site, self._pages.shared.changes
        return feeds.feed(
            changes.history,
            changes.wording,
            base=self.address,
            title=site.title,
            author=site.description["publisher"] or site.title,
        )

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
        names = sitemap_files(len(self._pages.kinds))
        return {name: Made("application/xml", partial(self._sitemap, name)) for name in names}

    def _sitemap(self, name: str) -> bytes:
        paths = self._pages.paths()
        return sitemap(name, paths, address=self.address, changed=self._changed)

    def _changed(self, path: str) -> str:
        """Return the day of the last commit about the document of a page."""
        document = self._site.documents.get(path)
        log = self._pages.shared.changes.history.of(document.iri) if document else []
        return feeds.instant(log[0][0].commit.time)[:10] if log else ""

    def _robots(self) -> bytes:
        """Return robots.txt (RFC 9309): everything may be read; queries cost too much to crawl."""
        lines = ["User-agent: *", *(f"Disallow: /{path}" for path in COSTLY), "Allow: /", ""]
        return "\n".join([*lines, f"Sitemap: {self.address}sitemap.xml", ""]).encode()


#: What the server works out for each request.
COSTLY = ("sparql?", "search?", "search.html?", "api/")
