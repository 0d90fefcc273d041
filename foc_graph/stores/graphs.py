"""What is to be in a store: every named graph of a dataset, its triples, and a hash of them.

The description of the dataset, which the dumps have in the default graph, has a graph of its own
in a store (`CATALOG`): what is in a default graph belongs to everybody who loads there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.formats import N_TRIPLES, sorted_lines
from foc_graph.rdf.literals import by_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.dataset.content import Content
    from foc_graph.stores.profiles import Literals

#: The graph of what is in the default graph, below ``graph/`` of the base.
CATALOG = "catalog"


@dataclass(frozen=True)
class StoredGraph:
    """A named graph; ``sha256`` is over its N-Triples in code point order, a line a triple."""

    iri: str
    triples: int
    sha256: str


@dataclass(frozen=True)
class LocalGraph(StoredGraph):
    """A graph to load, with its lines."""

    lines: bytes

    @cached_property
    def blank_nodes(self) -> frozenset[str]:
        """The labels of its blank nodes."""
        if b"_:" not in self.lines:
            return frozenset()
        quads = ox.parse(self.lines, format=ox.RdfFormat.N_TRIPLES)
        terms = (term for quad in quads for term in (quad.subject, quad.object))
        return frozenset(term.value for term in terms if isinstance(term, ox.BlankNode))

    @property
    def quads(self) -> bytes:
        """Its lines as N-Quads."""
        end = b" <%b> .\n" % self.iri.encode()
        return self.lines.replace(b" .\n", end)

    @property
    def stored(self) -> StoredGraph:
        """What is recorded of it."""
        return StoredGraph(self.iri, self.triples, self.sha256)


def local_graphs(content: Content, literals: Literals) -> Iterator[LocalGraph]:
    """Yield every graph, sorted by name, as a store of that kind would give it back."""
    for name, members in groupby(content.quads, key=lambda quad: quad.graph_name):
        default = isinstance(name, ox.DefaultGraph)
        iri = f"{content.prefixes.base}graph/{CATALOG}" if default else name.value
        triples = [quad.triple for quad in members]
        written = sorted_lines(triples, N_TRIPLES)
        yield LocalGraph(iri, *seal(triples, literals), lines=written)


def seal(triples: Iterable[ox.Triple], literals: Literals) -> tuple[int, str]:
    """Return the number of different triples and their SHA-256.

    Where a store keeps literals by value only, each is first brought to one form of its value, so
    that both sides are compared alike. Blank nodes are named by RDFC-1.0.
    """
    compared = {by_value(t) for t in triples} if literals == "value" else set(triples)
    lines = sorted_lines(compared, N_TRIPLES)
    if b"_:" in lines:
        lines = sorted_lines(_named(compared), N_TRIPLES)
    return lines.count(b"\n"), hashlib.sha256(lines).hexdigest()


def _named(triples: set[ox.Triple]) -> list[ox.Triple]:
    from foc_graph.dataset.content import canonical

    return [quad.triple for quad in canonical(ox.Quad(*triple) for triple in triples)]
