"""The operations on whole graphs that updates are made of (SPARQL 1.1 Update)."""

from __future__ import annotations

from typing import Literal

import pyoxigraph as ox


def drop(graph: str) -> str:
    """Return the operation that removes a graph, where there is one (section 3.2.2)."""
    return f"DROP SILENT GRAPH {ox.NamedNode(graph)}"


def move(graph: str, target: str) -> str:
    """Return the operation that puts a graph into the place of another (section 3.2.4)."""
    return f"MOVE {ox.NamedNode(graph)} TO {ox.NamedNode(target)}"


def change(word: Literal["INSERT", "DELETE"], graph: str, lines: bytes) -> str:
    """Return the operation that adds or removes lines of N-Triples (sections 3.1.1 and 3.1.2)."""
    return f"{word} DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{lines.decode()}}} }}"
