"""The same work with plain rdflib: what people write who have no foc-graph.

    python -m benchmarks.peers query ROOT QUERY.rq
    python -m benchmarks.peers export ROOT FORMAT OUT

Imports nothing of foc-graph, so that its start-up is rdflib's own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib


def read(root: Path) -> rdflib.Dataset:
    """Read every Turtle file of a project, one named graph a file; shapes are left out."""
    dataset = rdflib.Dataset(default_union=True)
    files = [*(root / "ontology").rglob("*.ttl"), *(root / "data").rglob("*.ttl")]
    for path in sorted(files):
        if "shapes" not in path.parts:
            dataset.graph(rdflib.URIRef(path.as_uri())).parse(path, format="turtle")
    return dataset


def query(root: str, text: str) -> None:
    """Print the rows of a query."""
    for row in read(Path(root)).query(Path(text).read_text("utf-8")):
        print(row)


def export(root: str, name: str, out: str) -> None:
    """Write all graphs in one of rdflib's formats."""
    dataset = read(Path(root))
    # Turtle knows no named graphs: the triples of all of them go into one.
    source = merged(dataset) if name == "turtle" else dataset
    source.serialize(out, format=name)


def merged(dataset: rdflib.Dataset) -> rdflib.Graph:
    """All triples in one graph."""
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


if __name__ == "__main__":
    if sys.argv[1] == "query":
        query(*sys.argv[2:])
    else:
        export(*sys.argv[2:])
