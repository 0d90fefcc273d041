"""Which texts a text cites and which cite it, by paragraph and verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.rdf.ordering import natural_key
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.views.paragraphs import paragraph_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.web.pages.site import Site


@dataclass(frozen=True)
class Cited:
    """One citation, seen from one of its two texts."""

    iri: str
    #: The other text, its date and title.
    text: Value
    date: str
    title: str
    #: The citing paragraph; None while it is not known.
    place: Value | None
    verb: Value | None
    provenance: Provenance


def cites(site: Site, text: str) -> list[Cited]:
    """Return what a text and its paragraphs cite, in the order of the text, then by date."""
    places = [text, *site.content.subjects("eli:is_part_of", text)]
    found = [
        _cited(site, citation, site.content.node(citation, "cito:hasCitedEntity"), place, text)
        for place in places
        for citation in site.content.subjects("cito:hasCitingEntity", place)
    ]
    return sorted(found, key=lambda c: (_place(c), c.date, by_name(c.text.text)))


def cited_by(site: Site, text: str) -> list[Cited]:
    """Return the citations of a text and its paragraphs by date of the citing text."""
    targets = [text, *site.content.subjects("eli:is_part_of", text)]
    found = [
        _cited(site, citation, whole_of(site, place), place, whole_of(site, place))
        for target in targets
        for citation in site.content.subjects("cito:hasCitedEntity", target)
        for place in site.content.nodes(citation, "cito:hasCitingEntity")
    ]
    return sorted(found, key=lambda c: (c.date or "9999", by_name(c.text.text), _place(c)))


def whole_of(site: Site, place: str) -> str:
    """Return the text that a paragraph belongs to; a text is its own."""
    return site.content.node(place, "eli:is_part_of") or place


def _cited(site: Site, citation: str, other: str, place: str, citing: str) -> Cited:
    whole = whole_of(site, other)
    where = None if place == citing else Value(paragraph_name(site, place), iri=place)
    return Cited(
        citation,
        site.names.value_of(other),
        site.content.text(whole, "eli:date_document"),
        site.content.text(whole, "dcterms:title"),
        where,
        site.first(citation, "foc:performative"),
        provenance(site, citation),
    )


def _place(cited: Cited) -> tuple[object, ...]:
    return natural_key(cited.place.iri or "") if cited.place else ()


def derived_citations(site: Site, text: str, known: Iterable[Cited]) -> Iterator[Value]:
    """Yield texts that are cited by ``eli:cites`` alone, without a record of it."""
    recorded = {whole_of(site, cited.text.iri or "") for cited in known}
    for value in site.names.objects(text, "eli:cites"):
        if value.iri and whole_of(site, value.iri) not in recorded:
            yield value
