"""GraphML: the networks of citations and of sponsorships."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from foc_graph.exports.common import ExportedFile, Exporter
from foc_graph.exports.networks import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.content import Content


class GraphMl(Exporter):
    """GraphML 1.0 (graphml.graphdrawing.org), by networkx."""

    name = "graphml"
    title = "GraphML"
    file_name = "*.graphml"
    media_type = "application/graphml+xml"
    registered = False
    purpose = "Who cites what and who backs what, for networkx, igraph, Cytoscape and yEd."
    load = 'networkx.read_graphml("citations.graphml")'

    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make one file a network."""
        import networkx as nx

        for name, network in NETWORKS.items():
            stream = io.BytesIO()
            # Not write_graphml: it is another writer where lxml is installed, with other bytes.
            nx.write_graphml_xml(network(content), stream, named_key_ids=True)
            yield ExportedFile(f"{name}.graphml", self.media_type, stream.getvalue() + b"\n")
