"""What is to be in a store: every named graph of a dataset, its triples, and a hash of them.

The description of the dataset, which the dumps have in the default graph, has a graph of its own
in a store (`CATALOG`): what is in a default graph belongs to everybody who loads there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.formats import N_TRIPLES, sorted_lines
from foc_graph.stores.lines import END, TripleLines, compared, may_have_blank_nodes, parsed, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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

    lines: TripleLines = field(compare=False)

    @cached_property
    def blank_nodes(self) -> frozenset[str]:
        """The labels of its blank nodes."""
        triples = parsed(filter(may_have_blank_nodes, self.lines))
        terms = (term for triple in triples for term in (triple.subject, triple.object))
        return frozenset(term.value for term in terms if isinstance(term, ox.BlankNode))

    def quads(self) -> Iterator[bytes]:
        """Yield its lines as N-Quads, many at a time."""
        return (as_quads(piece, self.iri) for piece in self.lines)


@dataclass(frozen=True)
class QuadsOf:
    """The N-Quads of graphs, read anew each time: the body of a request, which may be repeated."""

    graphs: tuple[LocalGraph, ...]

    def __iter__(self) -> Iterator[bytes]:
        for graph in self.graphs:
            yield from graph.quads()


@dataclass(frozen=True)
class LoadSource:
    """What is loaded: a dataset, which version of it, the base that its graphs lie below.

    ``graphs`` yields them, sealed for a kind of store.
    """

    base: str
    dataset_iri: str
    version: str
    graphs: Callable[[Literals], Iterable[LocalGraph]]

    @classmethod
    def of(cls, content: Content | LoadSource) -> LoadSource:
        """Return ``content`` as a LoadSource."""
        if isinstance(content, LoadSource):
            return content
        graphs = partial(local_graphs, content)
        return cls(content.prefixes.base, content.dataset_iri, content.version, graphs)


def as_quads(lines: bytes, graph: str) -> bytes:
    """Return lines of N-Triples as N-Quads of a graph."""
    return lines.replace(END, b" <%b> .\n" % graph.encode())


def catalog_graph(base: str) -> str:
    """Return the graph of what is in the default graph of a dataset."""
    return f"{base}graph/{CATALOG}"


def local_graphs(content: Content, literals: Literals) -> Iterator[LocalGraph]:
    """Yield every graph, sorted by name, as a store of that kind would give it back."""
    for name, members in groupby(content.quads, key=lambda quad: quad.graph_name):
        default = isinstance(name, ox.DefaultGraph)
        iri = catalog_graph(content.prefixes.base) if default else name.value
        triples = [quad.triple for quad in members]
        lines = TripleLines(partial(BytesIO, sorted_lines(triples, N_TRIPLES)))
        yield LocalGraph(iri, *seal(compared(lines, literals)), lines=lines)
