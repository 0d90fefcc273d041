"""N-Triples and N-Quads: a statement a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.exports.common import RdfFile
from foc_graph.rdf.formats import N_QUADS, N_TRIPLES, sorted_lines

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content


class NTriples(RdfFile):
    """RDF 1.1 N-Triples (W3C Recommendation, 2014)."""

    form = N_TRIPLES
    purpose = "One statement a line: for `grep`, `diff`, `sort` and the fastest loading."
    load = "riot --count foc-graph.nt"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return sorted_lines(content.triples, N_TRIPLES)


class NQuads(RdfFile):
    """RDF 1.1 N-Quads (W3C Recommendation, 2014)."""

    form = N_QUADS
    purpose = "The whole dataset with its named graphs, derived ones included: load this one."
    load = "oxigraph load --location store --file foc-graph.nq"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return sorted_lines(content.quads, N_QUADS)
