"""The rules that data must keep, from the shapes: ``shapes.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.page_kind import PageContent, PageKind
from foc_graph.web.pages.site import page_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.web.addresses import Document


class ShapesPage(PageKind):
    """One page, where there are shapes."""

    def paths(self) -> Iterable[str]:
        """Return the page of the shapes."""
        return (page_path(d) for d in self.site.addresses.documents if d.kind == "shapes")

    def show(self, path: str) -> PageContent:
        """Show the rules class by class."""
        document = self.site.documents[path]
        found = self.shared.rules
        shown = {iri for s in found.sections for rule in s.rules for iri in (rule.iri, *rule.nodes)}
        anchors = self._anchors(document)
        return PageContent(
            "shapes.html",
            title="Rules",
            summary="What must hold of every record, and what a curator is told when it does not.",
            document=document,
            found=found,
            total=sum(len(section.rules) for section in found.sections),
            rest=[iri for iri in anchors if iri not in shown],
            anchors=anchors,
            terms=self.shared.terms,
        )

    def _anchors(self, document: Document) -> dict[str, str]:
        """Return the ids of the shapes; they are no part of the content of a site."""
        places = {iri: self.site.addresses.document_of(iri) for iri in document.subjects}
        return {iri: place[1] for iri, place in places.items() if place and place[1]}
