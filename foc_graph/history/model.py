"""What changed in the graph: entity by entity, statement by statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.revisions import Commit

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class EntityChange:
    """What happened to one entity, with the records that hang on it.

    ``kind`` is added, removed or changed. ``statements`` in words are added when somebody reads
    them (`foc_graph.history.wording`); ``added`` and ``removed`` are the statements themselves.
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
