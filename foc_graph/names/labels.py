"""What to call a node where a reader sees it: in a table, a network, a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.properties import NAMING

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content

_SECTION_MARKS = {"preambular": "PP", "operative": "OP"}


class Labels:
    """Labels of nodes, each worked out once."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._known: dict[str, str] = {}

    def __getitem__(self, node: str) -> str:
        """Return the label of a node: a name, else a paragraph's place, else its short id."""
        if node not in self._known:
            self._known[node] = self._find(node)
        return self._known[node]

    def _find(self, node: str) -> str:
        for curie in NAMING:
            found = self._content.value(node, curie)
            if isinstance(found, ox.Literal) and found.value:
                return found.value
        content = self._content
        # A page without a name is known by its address.
        return (
            self._paragraph(node)
            or content.text(node, "schema:url")
            or content.prefixes.shorten(node)
        )

    def _paragraph(self, node: str) -> str | None:
        """``A/HRC/RES/20/8 OP1`` for a provision that has a number or an ordinal."""
        parent = self._content.node(node, "eli:is_part_of")
        if not parent:
            return None
        section = self._content.node(node, "eli:type_subdivision").rpartition("/")[2]
        number = self._content.text(node, "eli:number") or self._content.text(node, "foc:ordinal")
        place = f"{_SECTION_MARKS.get(section, '')}{number}" or node.partition("#")[2]
        return f"{self[parent]} {place}"
