"""Lists of all things of one folder: columns by class, rows in an order that readers expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.web.pages.views.actors import seats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foc_graph.web.pages.site import Site


@dataclass(frozen=True)
class Named:
    """A thing with a line below its name."""

    value: Value
    below: str

    @property
    def text(self) -> str:
        """The name."""
        return self.value.text


#: A cell: a value linked or plain, a date, a number; ``""`` where nothing is known.
Cell = Value | Named | str | int


@dataclass(frozen=True)
class ListColumn:
    """A column: its heading, its cell for a thing, and how it is shown."""

    heading: str
    cell: Callable[[Site, str], Cell]
    #: ``date``, ``figure``, ``quiet`` or empty.
    kind: str = ""


@dataclass(frozen=True)
class Listing:
    """A list of things."""

    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def listing(site: Site, folder: str, iris: Iterable[str]) -> Listing:
    """Return the list of a folder; by date where the first column is one."""
    columns = COLUMNS.get(folder, OTHER)
    rows = [tuple(column.cell(site, iri) for column in columns) for iri in iris]
    return Listing(columns, tuple(sorted(rows, key=_order)))


def _order(row: tuple[Cell, ...]) -> tuple[object, ...]:
    """Undated things last; names in natural order, without regard to accents."""
    return tuple(by_name(_text(cell) or "\uffff") for cell in row)


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Value | Named) else str(cell)


def _name(site: Site, iri: str) -> Cell:
    return site.names.value_of(iri)


def _plain(curie: str) -> Callable[[Site, str], Cell]:
    """Return the cell of the first value of a property, without a link."""
    return lambda site, iri: found.text if (found := site.first(iri, curie)) else ""


def _titled(site: Site, iri: str) -> Cell:
    title = site.content.text(iri, "dcterms:title")
    return Named(site.names.value_of(iri), "" if title == site.names[iri] else title)


def _pointing(*curies: str) -> Callable[[Site, str], Cell]:
    """Return the number of subjects that point to the thing."""
    return lambda site, iri: sum(len(site.content.subjects(curie, iri)) for curie in curies)


def _affirmations(site: Site, iri: str) -> Cell:
    content = site.content
    places = [iri, *content.subjects("eli:is_part_of", iri)]
    acts = (act for place in places for act in content.subjects("foc:expressedIn", place))
    return sum(bool(content.node(act, "foc:principle")) for act in acts) or ""


def _acting(curie: str) -> Callable[[Site, str], Cell]:
    """Return the number of records of an actor that have the property."""

    def cell(site: Site, iri: str) -> Cell:
        content = site.content
        return sum(bool(content.node(r, curie)) for r in content.subjects("foc:actor", iri)) or ""

    return cell


def _roles(site: Site, iri: str) -> Cell:
    """``member since December 2011``; the first that lasts, else the last that ended."""
    held = seats(site, site.content.subjects("org:member", iri))
    names = site.names
    found = [
        f"{names[seat.role.iri or '']} of {names[seat.organisation.iri or '']}"
        f"{_period(seat.start, seat.end)}"
        for seat in held
        if seat.role and seat.organisation
    ]
    return found[0] if found else ""


def _period(start: str, end: str) -> str:
    if end:
        return f", until {end}"
    return f" since {start}" if start and not start.startswith("not") else ""


def _start(site: Site, iri: str) -> Cell:
    return site.content.text(iri, "schema:startDate") or site.content.text(
        iri, "foc:startNotBefore"
    )


_NAME = ListColumn("Name", _name)
_KIND = ListColumn("Kind", _plain("dcterms:type"), "quiet")
OTHER = (_NAME, ListColumn("Class", _plain("rdf:type"), "quiet"))

#: Folder -> columns. Folders of other projects get `OTHER`.
COLUMNS: dict[str, tuple[ListColumn, ...]] = {
    "doc": (
        ListColumn("Date", _plain("eli:date_document"), "date"),
        ListColumn("Text", _titled),
        ListColumn("Issued by", _plain("dcterms:creator"), "quiet"),
        ListColumn("Affirms", _affirmations, "figure"),
    ),
    "state": (
        ListColumn("State", _name),
        ListColumn("Role", _roles, "quiet"),
        ListColumn("Texts sponsored", _acting("foc:ofInstrument"), "figure"),
        ListColumn("Votes", _acting("foc:inDecision"), "figure"),
    ),
    "org": (
        ListColumn("Organisation", _name),
        _KIND,
        ListColumn("Members and roles", _pointing("org:organization"), "figure"),
        ListColumn("Texts", _pointing("dcterms:creator"), "figure"),
    ),
    "membership": (
        ListColumn("Organisation", _plain("org:organization")),
        ListColumn("Member", _name),
        ListColumn("From", _start, "date"),
        ListColumn("Until", _plain("schema:endDate"), "date"),
    ),
    "event": (
        ListColumn("Date", _plain("schema:startDate"), "date"),
        ListColumn("Event", _name),
        ListColumn("Place", _plain("schema:location"), "quiet"),
    ),
    "formulation": (
        ListColumn("Wording", _name),
        ListColumn("Uses", _pointing("foc:formulation"), "figure"),
    ),
    "principle": (
        ListColumn("Principle", _name),
        ListColumn("Definition", _plain("skos:definition"), "quiet"),
        ListColumn("Affirmations", _pointing("foc:principle"), "figure"),
    ),
    "source": (
        ListColumn("Source", _name),
        ListColumn("Publisher", _plain("dcterms:publisher"), "quiet"),
        ListColumn("Records", _pointing("dcterms:source", "oa:hasSource"), "figure"),
    ),
    "concept": (_NAME, ListColumn("List", _plain("skos:inScheme"), "quiet")),
    "agenda": (_NAME, ListColumn("List", _plain("skos:inScheme"), "quiet")),
}
