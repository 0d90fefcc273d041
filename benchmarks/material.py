"""What the peers are given: the same data and shapes, merged into files that they can read.

The merging is not timed, which favours the peers: foc-graph starts from the single files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import load_dataset
from foc_graph.rdf.formats import rdf_files

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project import Project


@dataclass(frozen=True)
class Material:
    """Files for the peers."""

    #: Ontology, data and derived triples in one Turtle file.
    data: Path
    #: Every shape in one Turtle file.
    shapes: Path
    files: int
    triples: int


def merge(project: Project, folder: Path) -> Material:
    """Write the merged files of a project into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    dataset = load_dataset(project)
    triples = {quad.triple for quad in dataset.store}
    shapes = {quad.triple for path in rdf_files(project.shapes) for quad in ox.parse(path=path)}
    return Material(
        data=_write(triples, folder / "data.ttl"),
        shapes=_write(shapes, folder / "shapes.ttl"),
        files=len(dataset.files),
        triples=len(triples),
    )


def _write(triples: set[ox.Triple], path: Path) -> Path:
    ox.serialize(sorted(triples, key=str), output=path, format=ox.RdfFormat.TURTLE)
    return path
