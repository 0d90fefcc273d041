"""TriG: every named graph in canonical form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.exports.common import RdfFile
from foc_graph.exports.turtle import Blocks
from foc_graph.rdf.formats import TRIG

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content


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
        return ("\n\n".join([blocks.head(), *body]) + "\n").encode()
