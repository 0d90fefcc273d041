"""Which file describes a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.project.graphs import graph_name
from foc_graph.project.iris import path_for_iri
from foc_graph.rdf.documents import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.dataset import Dataset


def file_of(dataset: Dataset, iri: str) -> str | None:
    """Return the path, from the root of the project, of the file that describes ``iri``."""
    path = path_of(dataset, iri)
    return dataset.project.relative(path) if path else None


def path_of(dataset: Dataset, iri: str) -> Path | None:
    """Return the file that describes ``iri``: its own, else the one of its graph that names it."""
    try:
        own = path_for_iri(iri, dataset.project, dataset.prefixes)
    except UsageProblem:
        own = None
    if own in dataset.files:
        return own
    node = ox.NamedNode(iri)
    quads = dataset.store.quads_for_pattern(node, None, None, None)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    candidates = [path for path in dataset.files if _graph(dataset, path) in graphs]
    return next((path for path in candidates if _describes(dataset, path, node)), None)


def _graph(dataset: Dataset, path: Path) -> str | None:
    return graph_name(dataset.project, dataset.prefixes, path)


def _describes(dataset: Dataset, path: Path, node: ox.NamedNode) -> bool:
    document = read_file(path, base=dataset.prefixes.id_base)
    return any(quad.subject == node for quad in document.quads)
