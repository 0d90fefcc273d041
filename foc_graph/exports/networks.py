"""The networks of citations and of sponsorships, as GraphML and as GEXF."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from foc_graph.exports.common import ExportedFile, Exporter
from foc_graph.names.names import Names
from foc_graph.rdf.xml_chars import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx

    from foc_graph.dataset.content import Content

_YEAR = slice(0, 4)


class _Builder:
    """Collects labelled nodes and edges; GraphML and GEXF know no lists, so these are joined."""

    def __init__(self, content: Content) -> None:
        import networkx as nx

        self.content = content
        self.names = Names(content)
        self.graph: nx.DiGraph[str] = nx.DiGraph()
        self._edges: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )

    def edge(self, source: str, target: str, record: str, **facts: str) -> None:
        """Add one record between two nodes; several make one edge, with their number as weight.

        ``basis`` says of a record what it rests on where no source was seen.
        """
        found = self._edges[source, target]
        found["records"].add(record)
        for name, value in (*facts.items(), ("basis", self._basis(record))):
            found[name] |= {value} if value else set()

    def _basis(self, record: str) -> str:
        basis = self.content.node(record, "foc:basis")
        return self.names[basis] if basis else ""

    def finished(self) -> nx.DiGraph[str]:
        """Return the network, nodes and edges sorted."""
        for node in sorted({node for edge in self._edges for node in edge}):
            self.graph.add_node(xml_text(node), **_for_xml(self._describe(node)))
        for (source, target), facts in sorted(self._edges.items()):
            weight = len(facts.pop("records"))
            joined = {name: "; ".join(sorted(values)) for name, values in facts.items()}
            self.graph.add_edge(
                xml_text(source), xml_text(target), weight=weight, **_for_xml(joined)
            )
        return self.graph

    def text_of(self, node: str) -> str:
        """Return the text that a paragraph belongs to, or the text itself."""
        return self.content.node(node, "eli:is_part_of") or node

    def _describe(self, node: str) -> dict[str, str | int]:
        content, names = self.content, self.names
        date = content.text(node, "eli:date_document")
        body = content.node(node, "dcterms:creator")
        described: dict[str, str | int] = {
            "label": names[node],
            "title": content.text(node, "dcterms:title") or names[node],
            "kind": names[_kind(content, node)],
            "body": names[body] if body else "",
            "date": date,
            "iri": node,
            "affirms": "; ".join(names[p] for p in content.nodes(node, "foc:affirms")),
        }
        # A node without a year has no such attribute: 0 would be a year.
        return described | ({"year": int(date[_YEAR])} if date[_YEAR].isdigit() else {})


def _for_xml(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    return {k: xml_text(v) if isinstance(v, str) else v for k, v in facts.items()}


def _kind(content: Content, node: str) -> str:
    """Return the document type of a text, else its class."""
    types = content.nodes(node, "rdf:type")
    return content.node(node, "eli:work_type") or next(iter(types), node)


def citations(content: Content) -> nx.DiGraph[str]:
    """Texts, and an edge from each to what it cites: by which verbs, in which paragraphs."""
    builder = _Builder(content)
    for record in content.instances("cito:Citation"):
        place = content.node(record, "cito:hasCitingEntity")
        cited = content.node(record, "cito:hasCitedEntity")
        if place and cited:
            verb = content.node(record, "foc:performative")
            builder.edge(
                builder.text_of(place),
                builder.text_of(cited),
                record,
                verbs=builder.names[verb] if verb else "",
                paragraphs=place.partition("#")[2],
            )
    return builder.finished()


def sponsorships(content: Content) -> nx.DiGraph[str]:
    """Actors, and an edge from each to the texts that it backs: in which roles, on which draft.

    Backing a draft counts as backing the text that was adopted from it.
    """
    builder = _Builder(content)
    for record in content.instances("foc:Sponsorship"):
        actor = content.node(record, "foc:actor")
        signed = content.node(record, "foc:ofInstrument")
        role = content.node(record, "foc:role")
        adopted = content.subjects("foc:adoptedFrom", signed) or [signed]
        for text in adopted if actor and signed else ():
            builder.edge(
                actor,
                text,
                record,
                roles=builder.names[role] if role else "",
                drafts=builder.names[signed] if signed != text else "",
            )
    return builder.finished()


#: Name of the network -> how it is made; the stem of its files.
NETWORKS: dict[str, Callable[[Content], nx.DiGraph[str]]] = {
    "citations": citations,
    "sponsorships": sponsorships,
}


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
