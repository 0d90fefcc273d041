"""Turtle and TriG: the union of all graphs, and every named graph, in canonical form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.exports.common import RdfFile
from foc_graph.rdf.formats import TRIG, TURTLE
from foc_graph.turtle.comments import Comments
from foc_graph.turtle.graph import TurtleGraph
from foc_graph.turtle.terms import TermWriter
from foc_graph.turtle.trees import list_cells, refuse_tangles
from foc_graph.turtle.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.content import Content


class Blocks:
    """Writes graphs as Turtle, one block a subject, and the head that they need."""

    def __init__(self, content: Content) -> None:
        self._terms = TermWriter(content.prefixes.id_base, content.prefixes.namespaces)
        self._used: set[str] = set()

    def of(self, triples: Iterable[ox.Triple], main: str | None = None) -> list[str]:
        """Return the subjects of one graph, ``main`` first, the others in natural order.

        Raises:
            NotConforming: unnamed nodes that are no tree, and so cannot be nested.

        """
        graph = TurtleGraph({}, {}, None)
        for triple in triples:
            graph.add(triple)
        cells = list_cells(graph)
        refuse_tangles(graph, cells, "", "the dataset")
        writer = Writer(graph, self._terms, cells)
        blocks = writer.blocks(main, Comments())
        self._used |= writer.used
        return blocks

    def iri(self, iri: str) -> str:
        """Return an IRI as the blocks write it."""
        text, prefix = self._terms.iri(iri)
        self._used |= {prefix} if prefix else set()
        return text

    def document(self, body: Iterable[str]) -> bytes:
        """Return a file: ``@base``, the prefixes that the blocks so far have used, and ``body``."""
        prefixes = self._terms.prefixes
        head = [f"@base <{self._terms.base}> ."]
        head += [f"@prefix {p}: <{prefixes[p]}> ." for p in sorted(self._used)]
        return ("\n\n".join(["\n".join(head), *body]) + "\n").encode()


class Turtle(RdfFile):
    """RDF 1.1 Turtle (W3C Recommendation, 2014)."""

    form = TURTLE
    purpose = "The union of all graphs, to read and for everything that speaks RDF."
    load = 'rdflib.Graph().parse("foc-graph.ttl")'

    def render(self, content: Content) -> bytes:
        """Make the file."""
        blocks = Blocks(content)
        return blocks.document(blocks.of(content.triples))


class TriG(RdfFile):
    """RDF 1.1 TriG (W3C Recommendation, 2014)."""

    form = TRIG
    purpose = "Every named graph, to read: one graph a text, derived statements apart."
    load = 'rdflib.Dataset(default_union=True).parse("foc-graph.trig")'

    def render(self, content: Content) -> bytes:
        """Make the file. Nothing is indented: that would change texts with line breaks."""
        blocks = Blocks(content)
        body: list[str] = []
        for graph, members in groupby(content.quads, key=lambda quad: quad.graph_name):
            subjects = blocks.of(quad.triple for quad in members)
            if not isinstance(graph, ox.DefaultGraph):
                subjects = [f"{blocks.iri(graph.value)} {{", *subjects, "}"]
            body.extend(subjects)
        return blocks.document(body)
