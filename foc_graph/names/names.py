"""What to call a node, wherever a reader sees it: its own name, else one made of what it relates.

One name a node in what the tool prints, in pages, tables, networks and pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.content import Term
    from foc_graph.rdf.prefixes import PrefixMap

#: The first that a node has is its name.
NAMING = (
    "foc:symbol",
    "skos:prefLabel",
    "dcterms:title",
    "schema:name",
    "skosxl:literalForm",
    "rdfs:label",
)

#: By what else people know it.
CODES = ("foc:symbol", "skos:notation", "schema:identifier", "dcterms:identifier")
ALTERNATIVES = ("skos:altLabel", "skos:hiddenLabel", "dcterms:alternative", "schema:alternateName")

#: A property that tells a kind of record -> how those without a name of their own are called.
COMPOSED = {
    "org:organization": "{org:member} · {org:role} · {org:organization}",
    "foc:decidedOn": "{foc:decidedOn} · {foc:outcome}",
    "foc:inDecision": "{foc:actor} · {foc:position} · {foc:inDecision}",
    "foc:ofInstrument": "{foc:actor} · {foc:role} · {foc:ofInstrument}",
    "foc:principle": "{foc:actor} · {foc:performative} · {foc:principle}",
    "foc:requestedAction": "{foc:actor} · {foc:performative} · {foc:requestedAction}",
    "foc:expressedIn": "{foc:actor} · {foc:performative}",
    "cito:hasCitedEntity": "{cito:hasCitingEntity} → {cito:hasCitedEntity}",
    "oa:hasSource": "{oa:hasSource}",
    "oa:exact": "{oa:exact}",
    "rdf:subject": "{rdf:predicate} · {foc:basis}",
}

#: What a page without a name is known by.
ADDRESS = "schema:url"

#: What a part belongs to, and what its place in it is made of: ``A/HRC/RES/20/8 OP1``.
PART_OF, SECTION, NUMBERS = "eli:is_part_of", "eli:type_subdivision", ("eli:number", "foc:ordinal")
SECTION_MARKS = {"preambular": "PP", "operative": "OP"}

#: Terms of others whose own name says little to a reader.
WORDED = {
    "eli:date_document": "date",
    "eli:work_type": "type of text",
    "eli:type_subdivision": "section",
    "dcterms:spatial": "place",
    "org:organization": "organisation",
}

#: Prefixes of catalogues of others, which say nothing to a reader -> their names.
CATALOGUES = {"wd": "Wikidata", "m49": "UN M49", "geonames": "GeoNames", "viaf": "VIAF"}


_PLACE = re.compile(r"\{([\w:-]+)\}")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Statements(Protocol):
    """Where names are looked up: the store of a `Dataset`, or the sorted index of a `Content`."""

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project."""

    def values(self, subject: str, curie: str) -> Iterable[Term]:
        """Return the objects of a node (``_:x`` for a blank one) and a property."""


@dataclass(frozen=True)
class Value:
    """A node with its name, or a literal."""

    text: str
    iri: str | None = None
    language: str | None = None
    datatype: str | None = None


class Names:
    """Names of nodes, each worked out once."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._prefixes = statements.prefixes
        self._known: dict[str, str] = {}

    def __getitem__(self, node: str) -> str:
        """Return the name of a node; its short id where it has none."""
        if node not in self._known:
            # Known before it is worked out: a circle of records ends at the short id.
            self._known[node] = self._prefixes.shorten(node)
            self._known[node] = (
                self._own(node)
                or self._part(node)
                or self._composed(node)
                or self._address(node)
                or self._worded(node)
            )
        return self._known[node]

    def value(self, term: Term) -> Value:
        """Return a term with its name."""
        if isinstance(term, ox.NamedNode):
            return self.value_of(term.value)
        if isinstance(term, ox.Literal):
            datatype = None if term.language else term.datatype.value
            plain = datatype in (None, _XSD_STRING)
            return Value(term.value, None, term.language, None if plain else datatype)
        return Value(self[str(term)] if isinstance(term, ox.BlankNode) else str(term))

    def value_of(self, iri: str) -> Value:
        """Return a node with its name."""
        return Value(self[iri], iri=iri)

    def objects(self, node: str, curie: str) -> list[Value]:
        """Values of a property, each once, in natural order, English before other languages."""
        return sort_values({self.value(term) for term in self._statements.values(node, curie)})

    def _own(self, node: str) -> str | None:
        for curie in NAMING:
            terms = self._statements.values(node, curie)
            named = {self.value(t) for t in terms if isinstance(t, ox.Literal) and t.value}
            if named:
                return min(named, key=_order).text
        return None

    def _part(self, node: str) -> str | None:
        """``A/HRC/RES/20/8 OP1`` for a part of a text that has a number, an ordinal or an id."""
        parent = self._first(node, PART_OF)
        if not parent:
            return None
        sections = (value.iri for value in self.objects(node, SECTION))
        slug = next(filter(None, sections), "").rpartition("/")[2]
        number = next(filter(None, (self._first(node, curie) for curie in NUMBERS)), "")
        place = f"{SECTION_MARKS.get(slug, '')}{number}" or node.partition("#")[2]
        return f"{parent} {place}".strip()

    def _composed(self, node: str) -> str | None:
        for sign, template in COMPOSED.items():
            if any(True for _ in self._statements.values(node, sign)):
                name = _PLACE.sub(lambda place: self._first(node, place[1]), template)
                # What is not recorded leaves no gap.
                return " · ".join(part for part in name.split(" · ") if part)
        return None

    def _address(self, node: str) -> str:
        """A page without a name is known by its address."""
        return min(map(key_of, self._statements.values(node, ADDRESS)), default="")

    def _first(self, node: str, curie: str) -> str:
        return next((value.text for value in self.objects(node, curie)), "")

    def _worded(self, node: str) -> str:
        """``schema:startDate`` -> ``start date``, ``wd:Q211`` -> ``Wikidata Q211``; ids stay."""
        curie, short = self._prefixes.compress(node), self._prefixes.shorten(node)
        if curie is None or node.startswith(self._prefixes.id_base):
            return short
        prefix, _, local = curie.partition(":")
        if local.replace("_", "").isalpha():
            return WORDED.get(curie) or " ".join(_WORD.findall(local)).lower()
        return f"{CATALOGUES[prefix]} {local}" if prefix in CATALOGUES else short


def sort_values(values: set[Value]) -> list[Value]:
    """Natural order; literals in English before those in other languages."""
    return sorted(values, key=_order)


def _order(value: Value) -> tuple[object, ...]:
    rest = (value.iri or "", value.language or "", value.datatype or "")
    return (not is_english(value.language), natural_key(value.text), rest)


def is_english(language: str | None) -> bool:
    """Tell whether a literal of this language is for the readers of the pages."""
    return language is None or language.partition("-")[0] == "en"
