"""Where shapes stand in the files of a shapes graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.positions.files import Files
from foc_graph.positions.lines import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node


class ShapePlaces:
    """Finds shapes. A file is read when the first of its shapes is asked for.

    ``origins`` says in which file each node is described, ``documents`` has the files by name.
    """

    def __init__(self, origins: Mapping[Node, str], documents: Mapping[str, RdfDocument]) -> None:
        self._origins = origins
        self._documents = documents
        names = {document.path: name for name, document in documents.items()}
        self._files = Files(names.__getitem__)
        self._known: dict[Node, Span | None] = {}

    def of(self, node: Node) -> Span | None:
        """Return where a node is described; one without a name starts at its bracket."""
        if node not in self._known:
            self._known[node] = self._of(node)
        return self._known[node]

    def _of(self, node: Node) -> Span | None:
        file = self._origins.get(node)
        document = self._documents.get(file or "")
        if document is None:
            return Span(file) if file else None
        return self._files.span(document, self._files.places(document).of_subject(node))
