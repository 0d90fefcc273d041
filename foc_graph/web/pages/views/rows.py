"""Rows that tables of several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.views.paragraphs import paragraph_name, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.web.pages.site import Site


@dataclass(frozen=True)
class TextRow:
    """A text in a list, with one more thing said about it."""

    text: Value
    date: str
    title: str
    #: The record that puts the text in the list; empty where it is the text itself.
    record: str = ""
    extra: Value | None = None
    became: tuple[Value, ...] = ()
    provenance: Provenance | None = None


def text_rows(site: Site, texts: Iterable[str], extra: str = "") -> list[TextRow]:
    """Return the texts by date, undated ones last; ``extra`` is a property to show with each."""
    rows = (text_row(site, t, extra=site.first(t, extra) if extra else None) for t in set(texts))
    return in_order(rows)


def text_row(site: Site, text: str, *, record: str = "", extra: Value | None = None) -> TextRow:
    """Return the row of a text; ``record`` says why it is in the list."""
    content, names = site.content, site.names
    became = content.subjects("foc:adoptedFrom", text) if record else []
    # A draft without date or title is known by those of the text that it became.
    known = [text, *became]
    title = next(filter(None, (content.text(iri, "dcterms:title") for iri in known)), "")
    return TextRow(
        names.value_of(text),
        next(filter(None, (content.text(iri, "eli:date_document") for iri in known)), ""),
        "" if title == names[text] else title,
        record,
        extra,
        tuple(names.value_of(iri) for iri in became),
        provenance(site, record) if record else None,
    )


def in_order(rows: Iterable[TextRow]) -> list[TextRow]:
    """Return rows by date, then by name."""
    return sorted(rows, key=lambda r: (r.date or "9999", by_name(r.text.text), r.record))


def is_text(site: Site, iri: str) -> bool:
    """Tell whether a thing is a text."""
    types = set(site.content.nodes(iri, "rdf:type"))
    return not types.isdisjoint(map(site.content.expand, ("foc:Instrument", "foc:Resolution")))


def dated(site: Site, events: Iterable[str]) -> list[tuple[Value, str]]:
    """Return events with the day that they began, by date."""
    text = site.content.text
    found = ((value, text(value.iri or "", "schema:startDate")) for value in site.values_of(events))
    return sorted(found, key=lambda item: item[1] or "9999")


@dataclass(frozen=True)
class AffirmingRow:
    """A speech act in a list by date."""

    iri: str
    text: Value
    date: str
    place: Value | None
    actor: Value | None
    verb: Value | None
    fidelity: Value | None
    wording: Value | None
    principle: Value | None
    provenance: Provenance


def affirmings(site: Site, acts: Iterable[str]) -> list[AffirmingRow]:
    """Return speech acts by date of their text."""
    found = (_affirming(site, act) for act in set(acts))
    return sorted(found, key=lambda a: (a.date or "9999", by_name(a.text.text), a.iri))


def _affirming(site: Site, act: str) -> AffirmingRow:
    place = site.content.node(act, "foc:expressedIn") or act
    text = whole_of(site, place)
    return AffirmingRow(
        act,
        site.names.value_of(text),
        site.content.text(text, "eli:date_document"),
        None if place == text else Value(paragraph_name(site, place), iri=place),
        site.first(act, "foc:actor"),
        site.first(act, "foc:performative"),
        site.first(act, "foc:fidelity"),
        site.first(act, "foc:formulation"),
        site.first(act, "foc:principle"),
        provenance(site, act),
    )
