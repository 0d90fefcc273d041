"""Sources: what rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.web.pages.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.names.names import Value

#: Records of one document that are named one by one.
LISTED = 12


@dataclass(frozen=True)
class Resting:
    """A document of which records rest on the source."""

    document: Value
    records: tuple[Value, ...]
    total: int


@dataclass(frozen=True)
class Quoted:
    """A passage taken from the source, and the records that it bears on, with the stance."""

    quote: Value
    records: tuple[tuple[Value, Value | None], ...]


class SourceRecord(Thing):
    """The page of a source."""

    fact_table = (
        ("Address", "schema:url"),
        ("Archived copy", "schema:archivedAt"),
        ("Publisher", "dcterms:publisher"),
        ("Author", "dcterms:creator"),
        ("Published", "dcterms:issued"),
        ("Language", "dcterms:language"),
        ("Kind", "dcterms:type"),
        ("Read in", "foc:accessed"),
    )
    hidden = ("schema:name", "skos:note")
    hidden_references = ("dcterms:source", "oa:hasSource")

    @property
    def summary(self) -> str:
        """What the page holds."""
        return f"What rests on this source: {self.total} records."

    @cached_property
    def resting(self) -> list[Resting]:
        """What rests on it, by document."""
        found: dict[str, set[str]] = {}
        for record in self._records():
            target = self.site.target(record)
            if target:
                found.setdefault(target.partition("#")[0], set()).add(record)
        rows = [self._resting(path, records) for path, records in found.items()]
        return sorted(rows, key=lambda row: by_name(row.document.text))

    @property
    def total(self) -> int:
        """How many records rest on it."""
        return sum(row.total for row in self.resting)

    @cached_property
    def quoted(self) -> list[Quoted]:
        """Passages taken from it, each once."""
        found: dict[Value, dict[str, Value | None]] = {}
        for quote, record, stance in self._quoted():
            found.setdefault(quote, {}).setdefault(record, stance)
        names = self.site.names
        rows = [
            Quoted(quote, tuple((names.value_of(iri), stance) for iri, stance in records.items()))
            for quote, records in found.items()
        ]
        return sorted(rows, key=lambda q: (by_name(q.records[0][0].text), q.quote.text))

    def _records(self) -> Iterator[str]:
        content = self.content
        yield from content.subjects("dcterms:source", self.iri)
        for evidence in content.subjects("oa:hasSource", self.iri):
            yield from content.subjects("foc:evidence", evidence)

    def _resting(self, path: str, records: set[str]) -> Resting:
        document = self.site.documents.get(path)
        main = document.iri if document else min(records)
        names = self.site.names
        listed = self.site.values_of(records - {main})
        return Resting(names.value_of(main), tuple(listed[:LISTED]), len(records))

    def _quoted(self) -> Iterator[tuple[Value, str, Value | None]]:
        content = self.content
        for evidence in content.subjects("oa:hasSource", self.iri):
            quote = self.site.first(content.node(evidence, "oa:hasSelector"), "oa:exact")
            if quote:
                for record in content.subjects("foc:evidence", evidence):
                    yield quote, record, self.site.first(evidence, "foc:stance")
