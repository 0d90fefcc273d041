"""What was loaded into a store, kept in the store: a graph of VoID, DCAT, PROV and SPDX terms.

One graph a dataset, so that several can be loaded side by side. It is what `load` compares with,
and what says which graphs are ours: nothing else is ever deleted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.queries.results import text_of
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.stores.graphs import StoredGraph
from foc_graph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.queries.results import Cell
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.graphs import LoadSource

#: SPARQL 1.1 Service Description: the name of a named graph.
_SD = "http://www.w3.org/ns/sparql-service-description#"
_NAMES = ("dcat", "dcterms", "prov", "rdf", "spdx", "void", "xsd")
#: What the updates of a record are written with; it stands once, in front of a request.
PROLOGUE = "".join(f"PREFIX {name}: <{NAMESPACES[name]}>\n" for name in _NAMES)
PROLOGUE += f"PREFIX sd: <{_SD}>\n"


class LoadRecord:
    """Reads and writes the record of one dataset in one store.

    A graph is recorded before it is sent, without a checksum, and again when it is there: a load
    that was killed leaves nothing that the next one does not know of.
    """

    def __init__(self, client: StoreClient, source: LoadSource) -> None:
        self._client = client
        self._dataset, self.version = source.dataset_iri, source.version
        self.graph = f"{source.base}graph/loaded"

    def read(self) -> dict[str, StoredGraph]:
        """Return the graphs that were loaded, by name; no checksum where a load broke off."""
        rows = self._client.select(
            f"""{PROLOGUE}SELECT ?name ?triples (SAMPLE(?value) AS ?sum)
            WHERE {{ GRAPH {self._node} {{ ?part sd:name ?name ; void:triples ?triples .
              OPTIONAL {{ ?part spdx:checksum/spdx:checksumValue ?value }} }} }}
            GROUP BY ?name ?triples"""
        )
        return {found.iri: found for found in map(_stored, rows)}

    def last_load(self) -> tuple[str, str]:
        """Return version and time of the last load that came to its end; empty where none did."""
        rows = self._client.select(
            f"""{PROLOGUE}SELECT ?version ?ended WHERE {{ GRAPH {self._node} {{
              <{self.graph}#load> prov:endedAtTime ?ended .
              OPTIONAL {{ <{self.graph}#load> dcat:version ?version }} }} }}"""
        )
        version, ended = map(text_of, rows[0]) if rows else ("", "")
        return version, ended

    def writing(self, graphs: Iterable[StoredGraph], *, with_checksum: bool = True) -> str:
        """Return the update that records graphs; without checksum while they are not yet there."""
        graphs = list(graphs)
        lines = [self._part(graph) for graph in graphs]
        if with_checksum:
            lines += map(self._checksum, graphs)
        return f"{self.forgetting(graph.iri for graph in graphs)} ;\n{self._inserting(lines)}"

    def completing(self, graphs: Iterable[StoredGraph]) -> str:
        """Return the update that adds the checksums of graphs that were recorded without."""
        return self._inserting(map(self._checksum, graphs))

    def _inserting(self, lines: Iterable[str]) -> str:
        return "INSERT DATA {{ GRAPH {} {{\n{}\n}} }}".format(self._node, "\n".join(lines))

    def forgetting(self, graphs: Iterable[str]) -> str:
        """Return the update that forgets graphs."""
        names = " ".join(f"<{part}> <{part}-sum>" for part in map(self._name, graphs))
        return (
            f"DELETE {{ GRAPH {self._node} {{ ?part ?p ?o }} }}\n"
            f"WHERE {{ VALUES ?part {{ {names} }} GRAPH {self._node} {{ ?part ?p ?o }} }}"
        )

    def closing(self) -> str:
        """Return the update that says when all was there, from which version, by which tool."""
        load = f"<{self.graph}#load>"
        now = datetime.now(UTC).isoformat(timespec="seconds")
        facts = [
            "a prov:Activity",
            f"prov:generated {ox.NamedNode(self._dataset)}",
            f"prov:endedAtTime {ox.Literal(now)}^^xsd:dateTime",
            f"prov:wasAssociatedWith {ox.Literal(f'foc-graph {__version__}')}",
        ]
        if self.version:
            facts.append(f"dcat:version {ox.Literal(self.version)}")
        return (
            f"DELETE WHERE {{ GRAPH {self._node} {{ {load} ?p ?o }} }} ;\n"
            f"INSERT DATA {{ GRAPH {self._node} {{ {load} {' ; '.join(facts)} }} }}"
        )

    @property
    def _node(self) -> ox.NamedNode:
        return ox.NamedNode(self.graph)

    def _name(self, graph: str) -> str:
        return f"{self.graph}#{sha256(graph.encode()).hexdigest()[:16]}"

    def _part(self, graph: StoredGraph) -> str:
        part = self._name(graph.iri)
        return f"<{part}> a sd:NamedGraph ; sd:name <{graph.iri}> ; void:triples {graph.triples} ."

    def _checksum(self, graph: StoredGraph) -> str:
        part = self._name(graph.iri)
        return (
            f"<{part}> spdx:checksum <{part}-sum> .\n<{part}-sum> a spdx:Checksum ;"
            f' spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{graph.sha256}" .'
        )


def _stored(row: tuple[Cell, ...]) -> StoredGraph:
    name, triples, value = map(text_of, row)
    return StoredGraph(name, int(triples), value)
