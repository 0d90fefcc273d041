"""The kinds of pages. A new kind is one module with ``paths`` and ``render``, and one line here.

The first kind in the table that claims a path renders it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from foc_graph.web.pages.kinds import (
    about,
    browse,
    changes,
    entities,
    generic,
    graphs,
    home,
    lineage,
    members,
    ontology,
    query,
    search,
    shapes,
    sparql,
    sponsors,
    terms,
    timeline,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site


class PageKind(Protocol):
    """A module of this package."""

    __name__: str

    def paths(self, site: Site) -> Iterable[str]:
        """Paths of the pages from the root of the site, such as ``browse/doc.html``."""

    def render(self, site: Site, path: str, query: Mapping[str, str]) -> str:
        """Return the HTML of the page at ``path``; unknown parameters are ignored."""


KINDS: tuple[PageKind, ...] = cast(
    "tuple[PageKind, ...]",
    (
        home,
        about,
        browse,
        entities,
        search,
        changes,
        query,
        sparql,
        lineage,
        timeline,
        members,
        sponsors,
        ontology,
        terms,
        shapes,
        graphs,
        versions,
        # Any other document of the dataset: last.
        generic,
    ),
)
