"""The rules that data must keep, from the shapes: ``shapes.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.memo import kept
from foc_graph.web.pages.reference.rules import Rules, rules
from foc_graph.web.pages.reference.terms import OntologyTerms
from foc_graph.web.pages.site import page_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.addresses import Document
    from foc_graph.web.pages.site import Site


def paths(site: Site) -> Iterable[str]:
    """One page, where there are shapes."""
    return tuple(page_path(d) for d in site.addresses.documents if d.kind == "shapes")


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the rules class by class."""
    del query
    document = site.documents[path]
    found = rules_of(site)
    shown = {iri for s in found.sections for rule in s.rules for iri in (rule.iri, *rule.nodes)}
    anchors = anchors_of(site, document)
    rest = [iri for iri in anchors if iri not in shown]
    return site.render(
        "shapes.html",
        path,
        title="Rules",
        summary="What must hold of every record, and what a curator is told when it does not.",
        document=document,
        found=found,
        total=sum(len(section.rules) for section in found.sections),
        rest=rest,
        anchors=anchors,
        terms=kept(site, OntologyTerms),
    )


def rules_of(site: Site) -> Rules:
    """Return the rules of a site, read once."""
    return kept(site, rules)


def anchors_of(site: Site, document: Document) -> dict[str, str]:
    """Return the ids of the shapes on their page; shapes are no part of the content of a site."""
    places = {iri: site.addresses.document_of(iri) for iri in document.subjects}
    return {iri: place[1] for iri, place in places.items() if place and place[1]}
