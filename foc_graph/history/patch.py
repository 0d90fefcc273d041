"""RDF Patch: what to add to and delete from a store, to follow the graph (Apache Jena RDF Delta).

https://afs.github.io/rdf-delta/rdf-patch.html; ``application/rdf-patch``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.history.model import EntityChange

MEDIA_TYPE = "application/rdf-patch"
SUFFIX = ".rdfp"


def as_patch(changes: Iterable[EntityChange], *, identifier: str = "", previous: str = "") -> bytes:
    """Return the changes as one transaction: deletions, then additions, each sorted.

    ``identifier`` and ``previous`` are the IRIs of this patch and of the one before it.
    """
    changes = list(changes)
    header = [
        f"H {name} <{iri}> ." for name, iri in (("id", identifier), ("prev", previous)) if iri
    ]
    deleted = _lines("D", (quad for change in changes for quad in change.removed))
    added = _lines("A", (quad for change in changes for quad in change.added))
    return "\n".join([*header, "TX .", *deleted, *added, "TC .", ""]).encode()


def _lines(letter: str, quads: Iterable[ox.Quad]) -> list[str]:
    written = ox.serialize(set(quads), format=ox.RdfFormat.N_QUADS) or b""
    return sorted(f"{letter} {line}" for line in written.decode().splitlines())
