"""Any document of any project: its properties, what points to it, its records.

Also the example of a page kind: paths, a view, a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.page_kind import PageContent, PageKind
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable


class Generic(PageKind):
    """One page a document."""

    def paths(self) -> Iterable[str]:
        """Return the pages of every document."""
        return self.site.documents

    def show(self, path: str) -> PageContent:
        """Show what the graph says of the main subject and of the records of its document."""
        thing = Thing(self.shared, self.site.documents[path])
        crumbs = self.crumbs(path, thing.name)
        return PageContent(
            "generic.html", title=thing.name, crumbs=crumbs, types=thing.types, view=thing
        )
