"""Pictures on the pages of a site: what is drawn, with links from where the page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.pictures import PictureFacts

if TYPE_CHECKING:
    from foc_graph.web.pages.site import Site


def ground(site: Site, path: str) -> PictureFacts:
    """Return what pictures on the page at ``path`` are drawn from."""
    return PictureFacts(site.content, site.names, lambda iri: site.link(iri, path))
