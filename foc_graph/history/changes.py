"""RDF Patch: what to add to and delete from a store, to follow the graph (Apache Jena RDF Delta).

https://afs.github.io/rdf-delta/rdf-patch.html; ``application/rdf-patch``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.rdf.formats import N_QUADS
from foc_graph.rdf.serialization import serialized

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from foc_graph.project.git import Commit

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class EntityChange:
    """What happened to one entity, with the records that hang on it.

    ``kind`` is added, removed or changed. ``statements`` in words are added when somebody reads
    them (`foc_graph.history.words`); ``added`` and ``removed`` are the statements themselves.
    """

    iri: str
    kind: str
    added: tuple[ox.Quad, ...] = ()
    removed: tuple[ox.Quad, ...] = ()


@dataclass(frozen=True)
class Step:
    """One commit and what it did to the graph; entities in the order of their files."""

    commit: Commit
    changes: tuple[EntityChange, ...]
    unreadable: tuple[str, ...] = ()
    """Files that could not be read at that time: what they said is not compared."""

    @property
    def anchor(self) -> str:
        """Where the page of changes has it."""
        return f"c-{self.commit.id[:12]}"


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
    lines = serialized(set(quads), N_QUADS).decode().splitlines()
    return sorted(f"{letter} {line}" for line in lines)
