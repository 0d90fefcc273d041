"""A triple with the places of its terms, whatever the format it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.validation.terms import Node, Term

#: Offsets in characters of a first character and behind a last one.
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedTriple:
    """A triple, and the offsets of its three terms in the text of its file."""

    subject: Node
    predicate: ox.NamedNode
    value: Term
    subject_at: Offsets
    predicate_at: Offsets
    value_at: Offsets
