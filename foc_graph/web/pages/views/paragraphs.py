"""The paragraphs of a text that are held, with what each of them does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.rdf.ordering import natural_key
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.words import ordinal, sentence

if TYPE_CHECKING:
    from foc_graph.names.names import Value
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
