"""A step in one line: ``5 texts changed``, ``1,220 entities added: 470 web pages, …``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foc_graph.exporters.content import RDF_TYPE
from foc_graph.history.model import ADDED, CHANGED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.describing.names import Names
    from foc_graph.history.model import EntityChange

KINDS = (ADDED, CHANGED, REMOVED)

#: Classes that are named; the rest are "others".
MOST_CLASSES = 8


def counted(changes: Iterable[EntityChange]) -> str:
    """Return how many entities came, changed and went.

    >>> counted(())
    'no entity changed'
    """
    counts = Counter(change.kind for change in changes)
    parts = [f"{_entities(counts[kind])} {kind}" for kind in KINDS if counts[kind]]
    return ", ".join(parts) or "no entity changed"


def by_class(changes: Iterable[EntityChange], names: Names) -> list[str]:
    """Return counts of the classes of what was added, the largest first: ``470 web page``."""
    counts = Counter(
        names[quad.object.value]
        for change in changes
        if change.kind == ADDED
        for quad in change.added
        if quad.predicate.value == RDF_TYPE
        and getattr(quad.subject, "value", None) == change.iri
        and hasattr(quad.object, "value")
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in ordered[MOST_CLASSES:])
    named = [f"{count:,} {name}" for name, count in ordered[:MOST_CLASSES]]
    return [*named, f"{rest:,} others"] if rest else named


def _entities(count: int) -> str:
    return f"{count:,} {'entity' if count == 1 else 'entities'}"
