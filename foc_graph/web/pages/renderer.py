"""From a path to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.web.pages.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.web.addresses import Addresses

#: What the server answers and static hosts show for an address that is not there.
NOT_FOUND = "404.html"


class Pages:
    """Every page of a dataset. Rendering the same page twice gives the same text."""

    def __init__(self, dataset: Dataset, addresses: Addresses) -> None:
        self.site = Site(dataset, addresses)

    def paths(self) -> list[str]:
        """Paths of all pages from the root of the site, such as ``doc/A-HRC-RES-20-8.html``."""
        return sorted(self.site.kinds)

    def render(self, path: str, query: Mapping[str, str] | None = None) -> str:
        """Return the HTML of a page; ``query`` holds the parameters of its address.

        Raises:
            UsageProblem: there is no such page.

        """
        kind = self.site.kinds.get(path.lstrip("/"))
        if kind is None:
            raise UsageProblem("is no page of the site", place=path, fix="see sitemap.xml")
        return kind.render(self.site, path.lstrip("/"), query or {})

    def not_found(self, path: str = NOT_FOUND) -> str:
        """Return the page for an address that is not there; links are relative to ``path``."""
        return self.site.render("not_found.html", path, title="Page not found")

    def assets(self) -> dict[str, Path]:
        """Style sheets, scripts and icons: path from the root of the site -> file."""
        from foc_graph.web.pages.environment import ASSETS

        files = (path for path in ASSETS.rglob("*") if path.is_file())
        return {f"assets/{path.relative_to(ASSETS).as_posix()}": path for path in sorted(files)}
