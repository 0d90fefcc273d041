"""Memberships: who belongs to what, in which role, from when to when, as precisely as known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.web.pages.provenance import Provenance, provenance
from foc_graph.web.pages.things import OF_A_RECORD, Thing
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.names.names import Value
    from foc_graph.web.pages.site import Site


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

    @property
    def current(self) -> bool:
        """Whether it has no end: what lasts has none."""
        return not self.end


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

    @cached_property
    def seat(self) -> Seat:
        """The membership."""
        return _seat(self.site, self.iri)
