"""Any document of any project: its properties, what points to it, its records.

Also the example of a page kind: paths, a view, a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.crumbs import crumbs
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site


def paths(site: Site) -> Iterable[str]:
    """Every document."""
    return site.documents


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render what the graph says of the main subject and of the records of its document."""
    del query  # the page has no parameters
    thing = Thing(site, site.documents[path])
    return site.render(
        "generic.html",
        path,
        title=thing.name,
        crumbs=crumbs(site, path, thing.name),
        types=thing.types,
        view=thing,
    )
