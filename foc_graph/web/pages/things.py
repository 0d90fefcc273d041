"""A thing with a page of its own, seen without knowing its vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.names.names import NAMING
from foc_graph.rdf.terms import key_of
from foc_graph.web.pages.provenance import Doubt, Fact, Provenance, facts, other_doubts, provenance
from foc_graph.web.pages.statements import (
    BUDGET,
    ReferenceGroup,
    StatementRow,
    references,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from foc_graph.names.names import Value
    from foc_graph.web.addresses import Document as Address
    from foc_graph.web.pages.page import Page
    from foc_graph.web.pages.shared import SharedFacts
    from foc_graph.web.pages.site import Site

Found = TypeVar("Found")

#: Records that a page describes; of more it gives the names alone.
DESCRIBED = 60

#: What says where a record comes from, and what its editors remark: pages have a place for it.
OF_A_RECORD = ("skos:note", "dcterms:source", "foc:evidence", "foc:basis", "dcterms:identifier")

#: What says nothing about a thing that it points to.
HIDDEN_REFERENCES = ("void:exampleResource",)


@dataclass(frozen=True)
class Record:
    """A subject of a document: a record, a part, a quotation."""

    iri: str
    name: str
    rows: tuple[StatementRow, ...]
    references: tuple[ReferenceGroup, ...] = ()


class Thing:
    """The main subject of a document; pages of one class extend it."""

    #: Labels and properties of the main facts.
    fact_table: tuple[tuple[str, str], ...] = ()
    #: Other properties, and inverse ones, that the page shows in a place of their own.
    hidden: Collection[str] = ()
    hidden_references: Collection[str] = ()

    def __init__(self, shared: SharedFacts, document: Address) -> None:
        self.shared = shared
        self.site = site = shared.site
        self.document = document
        self.iri = document.iri
        self.content = site.content

    @property
    def name(self) -> str:
        """What the page is called."""
        return self.site.names[self.iri]

    @property
    def page_title(self) -> str:
        """The title of the page, for a tab or a result of a search."""
        return self.name

    @property
    def definition(self) -> str:
        """What it is, in a sentence."""
        return self.content.text(self.iri, "skos:definition")

    @property
    def summary(self) -> str:
        """The description of the page for search engines."""
        return self.definition

    @cached_property
    def facts(self) -> list[Fact]:
        """The main facts: the table of the class."""
        return list(facts(self.site, self.iri, self.fact_table))

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What is less than sure and shown by no fact."""
        return other_doubts(self.site, self.iri, self.fact_table)

    @cached_property
    def notes(self) -> list[Value]:
        """Remarks of the editors."""
        return self.site.names.objects(self.iri, "skos:note")

    @cached_property
    def provenance(self) -> Provenance:
        """On what the record as a whole rests."""
        return provenance(self.site, self.iri)

    @cached_property
    def types(self) -> list[Value]:
        """Its classes; of two with one name the first."""
        found = self.site.names.objects(self.iri, "rdf:type")
        return list({value.text: value for value in reversed(found)}.values())[::-1]

    @cached_property
    def translations(self) -> list[Value]:
        """Its names and titles in other languages than that of the page."""
        values = (v for curie in NAMING for v in self.site.names.objects(self.iri, curie))
        found = (v for v in values if v.language and not v.language.startswith("en"))
        return list(dict.fromkeys(v for v in found if v.text != self.name))

    @cached_property
    def rows(self) -> tuple[StatementRow, ...]:
        """What the graph says of it."""
        hidden = self._expanded((*self.hidden, *(curie for _, curie in self.fact_table)))
        return statements(self.site, self.iri, hidden=hidden)

    @cached_property
    def references(self) -> tuple[ReferenceGroup, ...]:
        """What points to it, records of the same document left out."""
        hidden = self._expanded((*HIDDEN_REFERENCES, *self.hidden_references))
        return references(self.site, self.iri, hidden)

    def _expanded(self, curies: Collection[str]) -> frozenset[str]:
        return frozenset(self.content.expand(curie) for curie in curies)

    @property
    def deprecated(self) -> bool:
        """Whether the identifier was given up."""
        return self.content.text(self.iri, "owl:deprecated") in ("true", "1")

    @property
    def replacements(self) -> list[Value]:
        """What to use instead."""
        return self.site.names.objects(self.iri, "dcterms:isReplacedBy")

    def records(self, page: Page) -> list[Record]:
        """Return the subjects of the document that have no anchor on the page yet."""
        anchors = {iri: self.site.anchor(iri, page.path) for iri in self.document.subjects}
        rest = [iri for iri, name in anchors.items() if name and not page.has(iri)]
        share = BUDGET // max(1, len(rest))
        named_only = len(rest) > DESCRIBED
        return [self._record(iri, share, named_only=named_only) for iri in rest]

    def _record(self, iri: str, budget: int, *, named_only: bool) -> Record:
        rows = () if named_only else statements(self.site, iri, budget=budget)
        return Record(iri, self.site.names[iri], rows)


def of_thing(find: Callable[[Site, str], Found]) -> cached_property[Found]:
    """Return the property of a `Thing` that a function finds for its IRI."""
    return cached_property(lambda thing: find(thing.site, thing.iri))


def pointing(curie: str) -> Callable[[Site, str], list[Value]]:
    """Return the function that finds what points to a thing by a property."""
    return lambda site, iri: [site.names.value_of(i) for i in site.content.subjects(curie, iri)]


def documents_of(site: Site, *curies: str) -> Iterator[str]:
    """Yield the paths of the pages whose main subject is of one of the classes."""
    wanted = {site.content.expand(curie) for curie in curies}
    for path, document in site.documents.items():
        types = site.content.index.get(document.iri, {}).get(RDF_TYPE, ())
        if not wanted.isdisjoint(map(key_of, types)):
            yield path
