"""States and organisations, and who belongs to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.things import OF_A_RECORD, Thing, of_thing
from foc_graph.web.pages.views.rows import TextRow, dated, in_order, is_text, text_row, text_rows
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.names.names import Value
    from foc_graph.web.pages.site import Site

_MATCHES = (
    ("Same as", "skos:exactMatch"),
    ("Close to", "skos:closeMatch"),
)


class Actor(Thing):
    """What states and organisations have in common: seats, texts they back, votes."""

    hidden = (*OF_A_RECORD, "skos:prefLabel", "skos:definition", "org:hasMembership")
    hidden_references = (
        "org:member", "org:organization", "foc:actor", "foc:sponsor", "dcterms:creator",
        "prov:wasAssociatedWith", "schema:organizer", "dcterms:spatial", "org:unitOf",
        "org:subOrganizationOf", "org:linkedTo", "rdf:subject", "rdf:object",
    )  # fmt: skip

    @cached_property
    def held(self) -> list[Seat]:
        """Memberships and other roles that it holds."""
        return seats(self.site, self.content.subjects("org:member", self.iri))

    @cached_property
    def sponsored(self) -> list[TextRow]:
        """Texts that it backs, by date."""
        return self._backed("foc:ofInstrument", "foc:role")

    @cached_property
    def voted(self) -> list[TextRow]:
        """Votes that it cast, by date."""
        return self._backed("foc:inDecision", "foc:position")

    def _backed(self, target: str, role: str) -> list[TextRow]:
        content, rows = self.content, []
        for record in content.subjects("foc:actor", self.iri):
            found = content.node(record, target)
            if found:
                text = content.node(found, "foc:decidedOn") or found
                extra = self.site.first(record, role)
                rows.append(text_row(self.site, text, record=record, extra=extra))
        return in_order(rows)

    @cached_property
    def issued(self) -> list[TextRow]:
        """Texts that it issued or adopted, by date."""
        found = self.content.subjects("dcterms:creator", self.iri)
        texts = (iri for iri in found if is_text(self.site, iri))
        return text_rows(self.site, texts, extra="foc:affirms")

    @cached_property
    def events(self) -> list[tuple[Value, str]]:
        """Events that it organised or that took place there, by date."""
        content = self.content
        found = {
            iri
            for curie in ("schema:organizer", "dcterms:spatial")
            for iri in content.subjects(curie, self.iri)
            if not is_text(self.site, iri)
        }
        return dated(self.site, found)


class State(Actor):
    """The page of a state."""

    fact_table = (
        ("Also known as", "skos:altLabel"),
        ("ISO 3166 code", "skos:notation"),
        ("ISO 3166 code, two letters", "schema:identifier"),
        ("Territory", "dcterms:spatial"),
        *_MATCHES,
        ("State of the record", "adms:status"),
    )

    @property
    def summary(self) -> str:
        """What the page holds."""
        return (
            f"{self.name}: memberships ({len(self.held)}), texts sponsored "
            f"({len(self.sponsored)}), votes ({len(self.voted)})."
        )


class Organisation(Actor):
    """The page of an organisation or a body."""

    fact_table = (
        ("Also known as", "skos:altLabel"),
        ("Kind", "dcterms:type"),
        ("Founded", "schema:foundingDate"),
        ("Dissolved", "schema:dissolutionDate"),
        ("Unit of", "org:unitOf"),
        ("Body of", "org:subOrganizationOf"),
        ("Linked to", "org:linkedTo"),
        ("Purpose", "org:purpose"),
        ("For", "schema:audience"),
        ("Web", "schema:url"),
        *_MATCHES,
        ("State of the record", "adms:status"),
    )

    @cached_property
    def members(self) -> list[Seat]:
        """Who belongs to it, in which role."""
        return seats(self.site, self.content.subjects("org:organization", self.iri))

    @cached_property
    def bodies(self) -> list[Value]:
        """Bodies of it and around it."""
        curies = ("org:unitOf", "org:subOrganizationOf", "org:linkedTo")
        found = {iri for curie in curies for iri in self.content.subjects(curie, self.iri)}
        return self.site.values_of(found)


@dataclass(frozen=True)
class Seat:
    """One membership."""

    iri: str
    member: Value | None
    organisation: Value | None
    role: Value | None
    #: ``9 December 2011``; ``after 2013, before June 2014``; empty if not known.
    start: str
    end: str
    #: For sorting: the start, else the earliest or latest possible one.
    since: str
    founding: bool
    note: str
    provenance: Provenance


def seats(site: Site, memberships: Iterable[str]) -> list[Seat]:
    """Return memberships: members first, then other roles; by start."""
    found = [_seat(site, iri) for iri in set(memberships)]
    return sorted(found, key=lambda seat: (_role(seat), seat.since or "9999", _names(seat)))


def _role(seat: Seat) -> tuple[bool, str]:
    slug = ((seat.role and seat.role.iri) or "").rpartition("/")[2]
    return slug != "member", slug


def _names(seat: Seat) -> tuple[object, ...]:
    values = (seat.organisation, seat.member)
    return (*(by_name(value.text) if value else () for value in values), seat.iri)


def _seat(site: Site, iri: str) -> Seat:
    text = site.content.text
    exact = text(iri, "schema:startDate")
    bounds = (text(iri, "foc:startNotBefore"), text(iri, "foc:startNotAfter"))
    return Seat(
        iri,
        site.first(iri, "org:member"),
        site.first(iri, "org:organization"),
        site.first(iri, "org:role"),
        start_in_words(exact, *bounds),
        date_in_words(text(iri, "schema:endDate")),
        exact or bounds[0] or bounds[1],
        text(iri, "foc:founding") == "true",
        text(iri, "skos:note"),
        provenance(site, iri),
    )


def start_in_words(exact: str, earliest: str, latest: str) -> str:
    """Return a start as far as it is known.

    >>> start_in_words("", "2013", "2014-06"), start_in_words("", "", "2014-06")
    ('not before 2013, not after June 2014', 'not after June 2014')
    """
    if exact:
        return date_in_words(exact)
    words = (("not before", earliest), ("not after", latest))
    return ", ".join(f"{word} {date_in_words(date)}" for word, date in words if date)


class Membership(Thing):
    """The page of one membership."""

    fact_table = (
        ("Member", "org:member"),
        ("Organisation", "org:organization"),
        ("Role", "org:role"),
        ("From", "schema:startDate"),
        ("Not before", "foc:startNotBefore"),
        ("Not after", "foc:startNotAfter"),
        ("Until", "schema:endDate"),
        ("Place in the order of accession", "foc:accessionNumber"),
        ("Founding member", "foc:founding"),
        ("State of the record", "adms:status"),
    )
    hidden = OF_A_RECORD
    hidden_references = ("org:hasMembership", "rdf:subject", "rdf:object")

    #: The membership.
    seat = of_thing(_seat)
