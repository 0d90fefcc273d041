"""Who cites whom among the texts that affirm the principle: ``lineage.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.pictures.arcs import citations
from foc_graph.pictures.lineage import lineage
from foc_graph.pictures.lineage import wordings
from foc_graph.web.pages.pictures import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site

_PATH = "lineage.html"


def paths(site: Site) -> Iterable[str]:
    """One page, where texts that affirm a principle cite each other."""
    return (_PATH,) if citations(ground(site, _PATH)) else ()


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page."""
    del query
    picture = citations(ground(site, path))
    found = lineage(site.content, site.names)
    return site.render(
        "lineage.html",
        path,
        title="Lineage",
        summary=picture.description if picture else "",
        picture=picture,
        principle=found.principle,
        wordings=wordings(ground(site, path), found),
    )
