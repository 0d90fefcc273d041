"""An ontology of the project: its terms by kind, each with an anchor, ``ns.html``; its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.page_kind import PageContent, PageKind
from foc_graph.web.pages.site import page_path
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterator


class OntologyPages(PageKind):
    """One page an ontology that has terms of the project, ``ns.html``, and one a version."""

    def paths(self) -> Iterator[str]:
        """Yield the pages."""
        terms = self.shared.terms
        yield from (page_path(found) for found in terms.ontologies if terms.of(found))
        yield from (path for path, found in self.site.documents.items() if found.kind == "version")

    def show(self, path: str) -> PageContent:
        """Show the index of the terms, or a version."""
        document = self.site.documents[path]
        if document.kind == "version":
            return self._version(document.iri)
        thing = Thing(self.shared, document)
        groups = self.shared.terms.of(document)
        shown = {document.iri, *(term.iri for _, own in groups for term in own)}
        return PageContent(
            "ontology.html",
            title=thing.name,
            summary=f"The terms of {thing.name}: classes and properties with their definitions.",
            view=thing,
            groups=groups,
            others=[iri for iri in document.subjects if iri not in shown],
        )

    def _version(self, version: str) -> PageContent:
        """Show which ontology has ``version`` as its ``owl:versionIRI``."""
        wholes = self.site.content.subjects("owl:versionIRI", version)
        ontology = self.site.names.value_of(wholes[0]) if wholes else None
        name = version.rpartition("/")[2] or version
        return PageContent(
            "version.html",
            title=f"Version {name}" + (f" of {ontology.text}" if ontology else ""),
            crumbs=((f"Version {name}", None),),
            ontology=ontology,
        )
