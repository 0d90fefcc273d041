"""What to call a node: its own name, else one made from what it relates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.properties import NAMING
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import expand

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset

#: A property that tells a kind of record -> how those without a name of their own are called.
COMPOSED = {
    "eli:is_part_of": "{eli:is_part_of}",
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

#: Terms of others whose own name says little to a reader.
WORDED = {
    "eli:date_document": "date",
    "eli:work_type": "type of text",
    "eli:type_subdivision": "section",
    "dcterms:spatial": "place",
    "org:organization": "organisation",
}

_PLACE = re.compile(r"\{([\w:-]+)\}")
#: Parts of a text are called by the text and their fragment.
_PARTS = frozenset({"eli:is_part_of"})
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Value:
    """A node with its name, or a literal."""

    text: str
    iri: str | None = None
    language: str | None = None
    datatype: str | None = None


class Names:
    """Names of nodes, each worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self._store = dataset.store
        self._prefixes = dataset.prefixes
        self._known: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        """Return the name of a node; its short id where it has none."""
        if iri not in self._known:
            # Known before it is worked out: a circle of records ends at the short id.
            self._known[iri] = self._prefixes.shorten(iri)
            self._known[iri] = self._own(iri) or self._composed(iri) or self._worded(iri)
        return self._known[iri]

    def value(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
        """Return a term with its name."""
        if isinstance(term, ox.NamedNode):
            return Value(self[term.value], iri=term.value)
        if isinstance(term, ox.Literal):
            datatype = None if term.language else term.datatype.value
            plain = datatype in (None, _XSD_STRING)
            return Value(term.value, None, term.language, None if plain else datatype)
        return Value(str(term))

    def objects(self, iri: str, curie: str) -> list[Value]:
        """Values of a property, each once, in natural order, English before other languages."""
        predicate = ox.NamedNode(expand(self._prefixes, curie))
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None)
        return sort_values({self.value(quad.object) for quad in quads})

    def _own(self, iri: str) -> str | None:
        values = (value for curie in NAMING for value in self.objects(iri, curie))
        return next((value.text for value in values), None)

    def _composed(self, iri: str) -> str | None:
        for sign, template in COMPOSED.items():
            if self.objects(iri, sign):
                name = _PLACE.sub(lambda place: self._first(iri, place[1]), template)
                # What is not recorded leaves no gap.
                name = " · ".join(part for part in name.split(" · ") if part)
                return f"{name} {iri.partition('#')[2]}".strip() if sign in _PARTS else name
        return None

    def _first(self, iri: str, curie: str) -> str:
        return next((value.text for value in self.objects(iri, curie)), "")

    def _worded(self, iri: str) -> str:
        """``schema:startDate`` -> ``start date``; ``wd:Q211`` and ids stay as they are."""
        curie = self._prefixes.compress(iri)
        if curie is None or iri.startswith(self._prefixes.id_base):
            return self._prefixes.shorten(iri)
        local = curie.partition(":")[2]
        words = " ".join(_WORD.findall(local)).lower()
        return WORDED.get(curie) or (words if local.replace("_", "").isalpha() else curie)


def sort_values(values: set[Value]) -> list[Value]:
    """Natural order; literals in English before those in other languages."""
    return sorted(values, key=_order)


def _order(value: Value) -> tuple[object, ...]:
    rest = (value.iri or "", value.language or "", value.datatype or "")
    return (value.language not in (None, "en"), natural_key(value.text), rest)
