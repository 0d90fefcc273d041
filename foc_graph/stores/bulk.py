"""Files for the bulk loaders of stores: N-Quads in parts, each graph whole in one of them.

In a part graph follows graph by name, the lines of each are sorted, and where parts are packed by
gzip, each graph is a member of its own (RFC 1952, section 2.2): any of them can be read alone. A
manifest says what each part holds and where.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from typing import IO, TYPE_CHECKING

from foc_graph.project.atomic import staged
from foc_graph.stores.graphs import StoredGraph, local_graphs
from foc_graph.stores.lines import compared, seal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.dataset.content import Content
    from foc_graph.stores.graphs import LocalGraph

MANIFEST = "manifest.json"
PACKED = ".gz"


@dataclass(frozen=True)
class BulkGraph(StoredGraph):
    """A graph of a part, from so many bytes on; and as it is by the value of its literals."""

    offset: int
    triples_by_value: int
    sha256_by_value: str


@dataclass(frozen=True)
class BulkPart:
    """One file of N-Quads; ``sha256`` is of the file."""

    file: str
    triples: int
    sha256: str
    graphs: tuple[BulkGraph, ...]


@dataclass(frozen=True)
class Manifest:
    """What a dataset is called, which version of it this is, below which base its graphs lie."""

    base: str
    dataset: str
    version: str
    parts: tuple[BulkPart, ...]


def write_bulk(content: Content, folder: Path, parts: int) -> tuple[BulkPart, ...]:
    """Write a dataset into so many parts below a folder, and the manifest beside them.

    The part of a graph is chosen by the SHA-256 of its name, so that it stays where it is when
    others come. Graphs that share a blank node go into one part: a label means something within
    one file only (RDF 1.1 N-Quads, section 2.4). Returns the parts, empty ones as well.

    Raises:
        CouldNotRun: the folder cannot be written; it is as it was then.

    """
    chosen = _partitioned(list(local_graphs(content, "exact")), parts)
    width = len(str(parts - 1))
    with staged(folder) as stage:
        written = tuple(
            write_part(stage / f"part-{number:0{width}}.nq{PACKED}", graphs)
            for number, graphs in enumerate(chosen)
        )
        found = Manifest(content.prefixes.base, content.dataset_iri, content.version, written)
        text = json.dumps(asdict(found), indent=1)
        (stage / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    return written


def _partitioned(graphs: list[LocalGraph], parts: int) -> list[list[LocalGraph]]:
    chosen: list[list[LocalGraph]] = [[] for _ in range(parts)]
    leaders = _leaders(graphs)
    for graph in graphs:
        digest = sha256(leaders[graph.iri].encode()).digest()
        chosen[int.from_bytes(digest[:8], "big") % parts].append(graph)
    return chosen


def _leaders(graphs: Iterable[LocalGraph]) -> dict[str, str]:
    """Return graph -> the first graph by name that it shares blank nodes with, itself included."""
    import networkx as nx

    sharing: nx.Graph[str] = nx.Graph()
    holders: dict[str, list[str]] = defaultdict(list)
    for graph in graphs:
        sharing.add_node(graph.iri)
        for label in graph.blank_nodes:
            holders[label].append(graph.iri)
    for names in holders.values():
        nx.add_path(sharing, names)
    return {name: min(group) for group in nx.connected_components(sharing) for name in group}


def write_part(path: Path, graphs: Iterable[LocalGraph]) -> BulkPart:
    """Write graphs into a file, packed where its name says so."""
    with path.open("wb") as file:
        held = tuple(_write_graph(file, graph, packed=path.suffix == PACKED) for graph in graphs)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return BulkPart(path.name, sum(graph.triples for graph in held), digest, held)


def _write_graph(file: IO[bytes], graph: LocalGraph, *, packed: bool) -> BulkGraph:
    offset, quads = file.tell(), graph.quads()
    if packed:
        # Neither a name nor a time in the header: the same graph gives the same bytes.
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as stream:
            stream.writelines(quads)
    else:
        file.writelines(quads)
    by_value = seal(compared(graph.lines, "value"))
    return BulkGraph(graph.iri, graph.triples, graph.sha256, offset, *by_value)
