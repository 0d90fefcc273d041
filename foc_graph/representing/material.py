"""What a writer gets: the sorted statements of one document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.exporters.content import canonical, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from foc_graph.addressing import Document
    from foc_graph.exporters.compaction import Compactor
    from foc_graph.exporters.content import Content


class Material:
    """Statements of a document, sorted; unnamed nodes labelled the same way in every run."""

    def __init__(
        self,
        document: Document,
        content: Content,
        quads: Iterable[ox.Quad],
        compactor: Compactor,
    ) -> None:
        self.document = document
        self.content = content
        self.compactor = compactor
        self.quads = tuple(sorted(canonical(quads), key=sort_key))

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The union of the graphs."""
        triples = {quad.triple: sort_key(quad)[1:] for quad in self.quads}
        return tuple(sorted(triples, key=triples.__getitem__))

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix map of the project."""
        return dict(self.content.prefixes.namespaces)
