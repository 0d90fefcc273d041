"""GEXF: the networks of citations and of sponsorships, for Gephi."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foc_graph.exports.common import ExportedFile, Exporter
from foc_graph.exports.networks import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.content import Content

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

#: networkx writes today's date and its own version, which would change the bytes of the same
#: graph; the schema lets both be absent.
_CHANGING = re.compile(r' lastmodifieddate="[^"]*"|\s*<creator>[^<]*</creator>')


class Gexf(Exporter):
    """GEXF 1.2 (gexf.net), by networkx."""

    name = "gexf"
    title = "GEXF"
    file_name = "*.gexf"
    media_type = "application/gexf+xml"
    registered = False
    purpose = "Who cites what and who backs what, for Gephi and Gephi Lite."
    load = 'networkx.read_gexf("citations.gexf")'

    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make one file a network."""
        import networkx as nx

        for name, network in NETWORKS.items():
            head, *rest = "\n".join(nx.generate_gexf(network(content))).split("<graph ", 1)
            text = "<graph ".join([_CHANGING.sub("", head), *rest])
            data = f"{_DECLARATION}\n{text}\n".encode()
            yield ExportedFile(f"{name}.gexf", self.media_type, data)
