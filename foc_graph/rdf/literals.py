"""Which literals a pyoxigraph store does not give back as they were written.

A store keeps numbers, booleans, dates and durations by value: ``01`` comes back as ``1``, and
``"5"^^xsd:byte`` as an xsd:integer. SHACL compares terms, not values (SHACL 4.8.3: "matching of
literals needs to be exact"), so such literals go into the store under a datatype of their own.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.datatypes import INTEGERS, is_well_typed
from foc_graph.rdf.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.rdf.terms import Term

#: Put in front of the datatype of a literal that the store would alter.
AS_WRITTEN = "urn:foc-graph:as-written:"

_KEPT = frozenset({ox.NamedNode(XSD + "string"), ox.NamedNode(RDF + "langString")})
_SUBJECT, _PREDICATE = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")


def altered(literals: Iterable[ox.Literal]) -> set[ox.Literal]:
    """Return those that a store would alter."""
    typed = {literal for literal in literals if literal.datatype not in _KEPT}
    store = ox.Store()
    store.extend(ox.Quad(_SUBJECT, _PREDICATE, literal) for literal in typed)
    return typed - {quad.object for quad in store}


#: Quads that are looked at together: a store is asked once what it makes of their literals.
_AT_ONCE = 32_768


class Disguise:
    """Disguises the literals of quads, where they need it; ``needed`` says whether any did."""

    def __init__(self) -> None:
        self._known: set[ox.Literal] = set()
        self._altered: set[ox.Literal] = set()

    @property
    def needed(self) -> bool:
        """Whether a literal had to be disguised so far."""
        return bool(self._altered)

    def batches(self, quads: Iterable[ox.Quad]) -> Iterator[tuple[ox.Quad, ...]]:
        """Yield what a store is given for quads, in their order, many at a time."""
        coming = iter(quads)
        while some := tuple(islice(coming, _AT_ONCE)):
            self._learn(some)
            yield tuple(map(self._quad, some)) if self._altered else some

    def _learn(self, quads: tuple[ox.Quad, ...]) -> None:
        objects = (quad.object for quad in quads)
        # A language is known without making a term of the datatype: most literals have one.
        literals = (o for o in objects if isinstance(o, ox.Literal) and o.language is None)
        new = {literal for literal in literals if literal.datatype not in _KEPT} - self._known
        self._known |= new
        self._altered |= altered(new)

    def _quad(self, quad: ox.Quad) -> ox.Quad:
        term = quad.object
        if term not in self._altered:
            return quad
        return ox.Quad(quad.subject, quad.predicate, disguise(term), quad.graph_name)  # type: ignore[arg-type]


def encode(term: Term) -> Term:
    """Return what stands in the store for a term."""
    if isinstance(term, ox.Literal) and altered([term]):
        return disguise(term)
    return term


def disguise(literal: ox.Literal) -> ox.Literal:
    """Return a literal that the store keeps, for one that it would alter."""
    datatype = ox.NamedNode(AS_WRITTEN + literal.datatype.value)
    return ox.Literal(literal.value, datatype=datatype)


def decode(term: Term) -> Term:
    """Return the term that was written, for what stands in the store."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(AS_WRITTEN):
        datatype = ox.NamedNode(term.datatype.value.removeprefix(AS_WRITTEN))
        return ox.Literal(term.value, datatype=datatype)
    return term


_BOOLEAN = XSD + "boolean"
_EXACT = INTEGERS | {XSD + "decimal"}
_EMPTY = ox.Store()


def holds(left: Term, sign: str, right: Term) -> bool:
    """Whether ``left < right`` (or ``<=``) is true; False where they cannot be compared."""
    if not isinstance(left, ox.Literal) or not isinstance(right, ox.Literal):
        return False
    if left.language or right.language or not (is_well_typed(left) and is_well_typed(right)):
        return False
    for key in (_boolean, _number):
        a, b = key(left), key(right)
        if a is not None and b is not None:
            return a < b or (sign == "<=" and a == b)
    return _ask(left, sign, right)


def _boolean(literal: ox.Literal) -> int | None:
    """Return 0 or 1 for booleans, which the store does not order (SPARQL 1.1 does)."""
    return int(literal.value in ("true", "1")) if literal.datatype.value == _BOOLEAN else None


def _number(literal: ox.Literal) -> Decimal | None:
    """Return exact numbers of any size; those of the store end at 64 bits."""
    return Decimal(literal.value) if literal.datatype.value in _EXACT else None


@lru_cache(maxsize=10_000)
def _ask(left: ox.Literal, sign: str, right: ox.Literal) -> bool:
    return bool(_EMPTY.query(f"ASK {{ FILTER({left} {sign} {right}) }}"))


def by_value(triple: ox.Triple) -> ox.Triple:
    """Return a triple with its literal in the one form that an Oxigraph store gives its value.

    Language tags are compared without regard to case (RDF 1.1 Concepts, section 3.3).
    """
    term = triple.object
    if not isinstance(term, ox.Literal):
        return triple
    form = _value_form(term)
    return triple if form == term else ox.Triple(triple.subject, triple.predicate, form)


@lru_cache(maxsize=65_536)
def _value_form(literal: ox.Literal) -> ox.Literal:
    if literal.language:
        return ox.Literal(literal.value, language=literal.language.lower())
    if literal.datatype in _KEPT:
        return literal
    store = ox.Store()
    store.add(ox.Quad(_SUBJECT, _PREDICATE, literal))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)  # noqa: S101 - it was one
    return quad.object
