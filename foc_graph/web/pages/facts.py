"""The main facts about a thing: a label, values, and what is less than sure about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.web.pages.provenance import doubts, provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.names.names import Value
    from foc_graph.web.pages.provenance import Doubt, Passage
    from foc_graph.web.pages.site import Site

#: Datatypes of dates: shown in words.
_DATES = tuple(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("date", "gYearMonth", "gYear")
)


@dataclass(frozen=True)
class Fact:
    """One line of the facts; ``dated`` values are shown as dates."""

    label: str
    values: tuple[Value, ...]
    doubts: tuple[Doubt, ...] = ()
    #: What sources say otherwise.
    rivals: tuple[Passage, ...] = ()
    dated: bool = False


def facts(site: Site, record: str, table: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """Yield the facts of a table of labels and properties that the graph knows of a record."""
    found = provenance(site, record)
    for label, curie in table:
        iri = site.content.expand(curie)
        values = tuple(site.names.objects(record, curie))
        marked = tuple(d for d in found.doubts if d.about and d.about.iri == iri)
        rivals = tuple(p for p in found.contradictions if p.about and p.about.iri == iri)
        if values or marked:
            dated = bool(values) and values[0].datatype in _DATES
            yield Fact(label, values, marked, rivals, dated)


def other_doubts(
    site: Site, record: str, table: Iterable[tuple[str, str]], *more: str
) -> list[Doubt]:
    """Return the doubts that no fact of the table shows; ``more`` are shown elsewhere."""
    shown = {site.content.expand(curie) for _, curie in table}
    shown |= {site.content.expand(curie) for curie in more}
    return [d for d in doubts(site, record) if d.about is None or d.about.iri not in shown]
