"""The paragraphs of a text that are held, what each does, and what cites what, by verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.rdf.ordering import natural_key
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.words import ordinal, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.web.pages.site import Site

#: Slug of the section -> its order, and what its paragraphs are called.
SECTIONS = {
    "preambular": (0, "Preambular paragraph {}"),
    "operative": (1, "Operative paragraph {}"),
    "paragraph": (2, "Paragraph {}"),
}
_OTHER = (3, "{}")


@dataclass(frozen=True)
class Act:
    """What an actor does by a paragraph: affirms a principle, asks for something …."""

    iri: str
    actor: Value | None
    verb: Value | None
    principle: Value | None
    action: Value | None
    addressees: tuple[Value, ...]
    forums: tuple[Value, ...]
    fidelity: Value | None
    #: The wording by its own page, and as it reads.
    formulation: Value | None
    rights: tuple[Value, ...]
    note: str
    provenance: Provenance


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that is held."""

    iri: str
    name: str
    #: As a reference says it: ``para. 1``.
    place: str
    text: Value | None
    acts: tuple[Act, ...]
    relates_to: tuple[Value, ...]
    note: str
    provenance: Provenance
    citation: Value | None = None


def paragraphs(site: Site, text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, preamble first."""
    found = [_paragraph(site, iri) for iri in site.content.subjects("eli:is_part_of", text)]
    return sorted(found, key=lambda paragraph: _order(site, paragraph.iri))


def acts(site: Site, where: str) -> tuple[Act, ...]:
    """Return the acts done by a paragraph, or by a text whose paragraph is not known."""
    return tuple(_act(site, iri) for iri in site.content.subjects("foc:expressedIn", where))


def paragraph_name(site: Site, iri: str) -> str:
    """Return ``Operative paragraph 1``; a label as printed where there is no number."""
    return sentence(_section(site, iri)[1].format(_number(site, iri)))


def paragraph_place(site: Site, iri: str) -> str:
    """Return the paragraph as a reference says it: ``para. 1``, ``ninth preambular para.``.

    United Nations Editorial Manual, "Footnotes and other references", III.
    """
    number = _number(site, iri)
    slug = _slug(site, iri)
    if slug == "preambular" and number.isdecimal():
        return f"{ordinal(int(number))} preambular para."
    return f"para. {number}" if number[:1].isdecimal() else number


def _slug(site: Site, iri: str) -> str:
    return site.content.node(iri, "eli:type_subdivision").rpartition("/")[2]


def _section(site: Site, iri: str) -> tuple[int, str]:
    number = _number(site, iri)
    order, name = SECTIONS.get(_slug(site, iri), _OTHER)
    return order, name if number[:1].isdecimal() else "{}"


def _number(site: Site, iri: str) -> str:
    content = site.content
    text = content.text(iri, "eli:number") or content.text(iri, "foc:ordinal")
    return text or iri.partition("#")[2] or site.names[iri]


def _order(site: Site, iri: str) -> tuple[object, ...]:
    place = site.content.text(iri, "foc:ordinal") or _number(site, iri)
    return _section(site, iri)[0], natural_key(place), iri


def _paragraph(site: Site, iri: str) -> Paragraph:
    return Paragraph(
        iri,
        paragraph_name(site, iri),
        paragraph_place(site, iri),
        site.first(iri, "schema:text"),
        acts(site, iri),
        tuple(site.names.objects(iri, "dcterms:relation")),
        site.content.text(iri, "skos:note"),
        provenance(site, iri),
    )


def _act(site: Site, iri: str) -> Act:
    names = site.names
    return Act(
        iri,
        site.first(iri, "foc:actor"),
        site.first(iri, "foc:performative"),
        site.first(iri, "foc:principle"),
        site.first(iri, "foc:requestedAction"),
        tuple(names.objects(iri, "foc:addressee")),
        tuple(names.objects(iri, "foc:forum")),
        site.first(iri, "foc:fidelity"),
        site.first(iri, "foc:formulation"),
        tuple(names.objects(iri, "foc:right")),
        site.content.text(iri, "skos:note"),
        provenance(site, iri),
    )


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
