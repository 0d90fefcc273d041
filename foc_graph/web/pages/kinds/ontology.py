"""An ontology of the project: its terms by kind, each with an anchor; ``ns.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.memo import kept
from foc_graph.web.pages.reference.terms import OntologyTerms
from foc_graph.web.pages.site import page_path
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site


def paths(site: Site) -> Iterable[str]:
    """One page an ontology that has terms of the project."""
    terms = kept(site, OntologyTerms)
    return tuple(page_path(found) for found in terms.ontologies if terms.of(found))


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the index of the terms."""
    del query
    terms = kept(site, OntologyTerms)
    document = site.documents[path]
    thing = Thing(site, document)
    shown = {term.iri for _, own in terms.of(document) for term in own}
    return site.render(
        "ontology.html",
        path,
        title=thing.name,
        summary=f"The terms of {thing.name}: classes and properties with their definitions.",
        view=thing,
        groups=terms.of(document),
        others=[iri for iri in document.subjects if iri not in shown and iri != document.iri],
    )
