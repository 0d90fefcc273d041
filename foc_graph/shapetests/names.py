"""What shapes and their results are called in fixtures and in reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.likeness import did_you_mean, nearest
from foc_graph.rdf.terms import local_name
from foc_graph.reports.words import short_path

if TYPE_CHECKING:
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.shapes import Shape, Shapes


class ShapeNames:
    """Names of shapes: the end of the IRI; where two share it, the CURIE, or the IRI itself.

    A shape without an IRI is called after the one that refers to it and its path:
    ``Person/schema:name``.
    """

    def __init__(self, shapes: Shapes, prefixes: PrefixMap) -> None:
        self._prefixes = prefixes
        self._names: dict[Node, str] = {}
        self._aliases: dict[str, str] = {}
        named = [node for node in shapes.by_node if isinstance(node, ox.NamedNode)]
        shared = Counter(local_name(node.value) for node in named)
        for iri in named:
            self._name(iri, is_unique=shared[local_name(iri.value)] == 1)
        todo: list[Node] = list(named)
        while todo:
            parent = todo.pop(0)
            for node in shapes[parent].referred:
                if node not in self._names:
                    self._names[node] = f"{self._names[parent]}/{self._path(shapes[node])}"
                    todo.append(node)

    def _name(self, node: ox.NamedNode, *, is_unique: bool) -> None:
        local, curie = local_name(node.value), self._prefixes.compress(node.value)
        name = local if local and is_unique else curie or node.value
        self._names[node] = name
        for alias in (name, curie, node.value, f"<{node.value}>"):
            if alias:
                self._aliases.setdefault(alias, name)

    def _path(self, shape: Shape) -> str:
        path = short_path(shape.path.sparql(), self._prefixes) if shape.path else "_"
        return "".join(path.split())

    def of(self, node: Term) -> str:
        """Return the name of a shape; one that nothing refers to and that has no IRI is ``_``."""
        return "_" if isinstance(node, ox.Literal) else self._names.get(node, "_")

    def canonical(self, written: str) -> str:
        """Return the name for what a fixture may write: a name, a CURIE or an IRI."""
        return self._aliases.get(written, written)

    def hint(self, written: str) -> str:
        """Return what to say of a name that no shape has; empty where one has it."""
        if written in self._names.values():
            return ""
        meant = did_you_mean(nearest(written, sorted(set(self._names.values())), count=1))
        return f" (no shape is called {written}{'; ' if meant else ''}{meant})"

    def focus(self, node: Term) -> str:
        """Return the name of a focus node: without the base, ``_`` for a blank node."""
        if isinstance(node, ox.BlankNode):
            return "_"
        return node.value.removeprefix(self._prefixes.id_base)

    def canonical_focus(self, written: str) -> str:
        """Return the name for what a fixture may write: a name, a CURIE or an IRI."""
        iri = self._prefixes.expand(written) or written.strip("<>")
        return iri.removeprefix(self._prefixes.id_base)
