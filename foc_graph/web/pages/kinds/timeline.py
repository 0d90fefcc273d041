"""The timeline of affirmations: ``timeline.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.pictures.timeline import affirmations
from foc_graph.web.pages.pictures import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site

_PATH = "timeline.html"


def paths(site: Site) -> Iterable[str]:
    """One page, where any text with a date affirms a principle."""
    return (_PATH,) if affirmations(ground(site, _PATH)) else ()


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page."""
    del query
    picture = affirmations(ground(site, path))
    summary = picture.description if picture else ""
    return site.render("timeline.html", path, title="Timeline", summary=summary, picture=picture)
