"""What was published, byte by byte: sizes and checksums of files, counts and sums of graphs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.formats import N_TRIPLES, sorted_lines
from foc_graph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.exports import Content, ExportedFile

#: Says of a folder that `publish` made it.
MADE_BY = "foc-graph publish"


@dataclass(frozen=True)
class Seal:
    """One file as it was written."""

    name: str
    media_type: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: ExportedFile) -> Seal:
        """Seal a file."""
        digest = hashlib.sha256(file.data).hexdigest()
        return cls(file.name, file.media_type, len(file.data), digest)


@dataclass(frozen=True)
class GraphSeal:
    """One named graph; ``graph`` is None for the default graph.

    ``sha256`` is taken over its N-Triples in code point order, so that a store's copy can be
    compared without looking at the files.
    """

    graph: str | None
    triples: int
    sha256: str


def graph_seals(content: Content) -> Iterator[GraphSeal]:
    """Seal every graph, sorted by name, the default graph first."""
    for graph, members in groupby(content.quads, key=lambda quad: quad.graph_name):
        triples = [quad.triple for quad in members]
        lines = sorted_lines(triples, N_TRIPLES)
        name = None if isinstance(graph, ox.DefaultGraph) else graph.value
        yield GraphSeal(name, len(triples), hashlib.sha256(lines).hexdigest())


def manifest(content: Content, files: tuple[Seal, ...]) -> bytes:
    """Return the manifest as JSON, sorted and without a date."""
    graphs = list(graph_seals(content))
    document = {
        "made_by": MADE_BY,
        "tool_version": __version__,
        "base": content.prefixes.base,
        "statements": sum(graph.triples for graph in graphs),
        "triples": len(content.triples),
        "graphs": [asdict(graph) for graph in graphs],
        "files": [asdict(seal) for seal in sorted(files, key=lambda seal: seal.name)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def sums(files: tuple[Seal, ...]) -> bytes:
    """Return what ``sha256sum --check SHA256SUMS`` reads."""
    lines = (f"{seal.sha256}  {seal.name}\n" for seal in sorted(files, key=lambda s: s.name))
    return "".join(lines).encode()
