"""The texts that affirm the principle: who cites whom, ``lineage.html``, and ``timeline.html``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.pictures.arcs import citations
from foc_graph.pictures.lineage import lineage, wordings
from foc_graph.pictures.timeline import affirmations
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.pictures import Picture

LINEAGE, TIMELINE = "lineage.html", "timeline.html"


class LineagePages(PageKind):
    """Two pages, where such texts cite each other, and where one of them has a date."""

    @cached_property
    def _pictures(self) -> dict[str, Picture]:
        facts = self.site.picture_facts(LINEAGE)
        drawn = {LINEAGE: citations(facts), TIMELINE: affirmations(facts)}
        return {path: picture for path, picture in drawn.items() if picture}

    def paths(self) -> Iterable[str]:
        """Return the pages of which there is a picture."""
        return self._pictures

    def show(self, path: str) -> PageContent:
        """Show a picture; with the lineage, the wordings."""
        picture = self._pictures[path]
        if path == TIMELINE:
            return PageContent(path, title="Timeline", summary=picture.description, picture=picture)
        facts = self.site.picture_facts(path)
        found = lineage(facts.content, facts.names)
        return PageContent(
            path,
            title="Lineage",
            summary=picture.description,
            picture=picture,
            principle=found.principle,
            wordings=wordings(facts, found),
        )
