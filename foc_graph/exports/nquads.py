"""N-Quads: every named graph, a statement a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.exports.common import SingleFile
from foc_graph.exports.ntriples import sorted_lines

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content


class NQuads(SingleFile):
    """RDF 1.1 N-Quads (W3C Recommendation, 2014)."""

    name = "nquads"
    title = "N-Quads"
    file_name = "foc-graph.nq"
    media_type = "application/n-quads"
    purpose = "The whole dataset with its named graphs, derived ones included: load this one."
    load = "oxigraph load --location store --file foc-graph.nq"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return sorted_lines(content.quads, ox.RdfFormat.N_QUADS)
