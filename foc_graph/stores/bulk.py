"""Files for the bulk loaders of stores: N-Quads in parts, each graph whole in one of them.

Lines are sorted and packed by gzip; a manifest says what each part holds, so that any part can be
checked, sent again or left out alone.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from foc_graph.project.atomic import staged
from foc_graph.stores.graphs import local_graphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.dataset.content import Content
    from foc_graph.stores.graphs import LocalGraph, StoredGraph

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class BulkPart:
    """One file of N-Quads; ``sha256`` is of the packed file."""

    file: str
    triples: int
    sha256: str
    graphs: tuple[StoredGraph, ...]


def write_bulk(content: Content, folder: Path, parts: int) -> list[BulkPart]:
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
        written = [
            _write_part(stage, f"part-{number:0{width}}.nq.gz", graphs)
            for number, graphs in enumerate(chosen)
        ]
        text = json.dumps({"parts": [asdict(part) for part in written]}, indent=1)
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


def _write_part(stage: Path, name: str, graphs: list[LocalGraph]) -> BulkPart:
    lines = sorted(line for graph in graphs for line in graph.quads.splitlines(keepends=True))
    path = stage / name
    # Neither a name nor a time in the header: the same graph gives the same bytes (RFC 1952).
    with path.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as stream:
        stream.writelines(lines)
    held = tuple(graph.stored for graph in graphs)
    return BulkPart(name, len(lines), sha256(path.read_bytes()).hexdigest(), held)
