"""Which literals a pyoxigraph store does not give back as they were written.

A store keeps numbers, booleans, dates and durations by value: ``01`` comes back as ``1``, and
``"5"^^xsd:byte`` as an xsd:integer. SHACL compares terms, not values (SHACL 4.8.3: "matching of
literals needs to be exact"), so such literals go into the store under a datatype of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.validation.terms import Term

#: Put in front of the datatype of a literal that the store would alter.
AS_WRITTEN = "urn:foc-graph:as-written:"

_KEPT = frozenset({XSD + "string", RDF + "langString"})
_SUBJECT, _PREDICATE = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")


def altered(literals: Iterable[ox.Literal]) -> set[ox.Literal]:
    """Return those that a store would alter."""
    typed = {literal for literal in literals if literal.datatype.value not in _KEPT}
    store = ox.Store()
    store.extend(ox.Quad(_SUBJECT, _PREDICATE, literal) for literal in typed)
    return typed - {quad.object for quad in store}


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
