"""A graph as canonical Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.ordering import natural_key
from foc_graph.turtle.graph import FIRST, NIL, REST, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.rdf.ordering import NaturalKey
    from foc_graph.turtle.comments import Comments
    from foc_graph.turtle.graph import Description, Node, Term, TurtleGraph
    from foc_graph.turtle.terms import TermWriter

#: Characters of an unnamed node or a list that still goes on one line.
WIDEST = 80

_SHACL = [f"http://www.w3.org/ns/shacl#{name}" for name in ("targetClass", "path")]
#: Predicates that stand before the others: what a thing is, and what a shape is about.
LEADING = {predicate: place for place, predicate in enumerate((TYPE, *_SHACL))}

_STEP = "  "


class Writer:
    """Writes the subjects of one graph; ``used`` collects the prefixes that they take."""

    def __init__(self, graph: TurtleGraph, terms: TermWriter, cells: frozenset[Node]) -> None:
        self._graph = graph
        self._terms = terms
        self._cells = cells
        self._keys: dict[Term, tuple[int, NaturalKey]] = {}
        self.used: set[str] = set()

    def blocks(self, main: str | None, comments: Comments) -> list[str]:
        """One text a subject: the main entity, the other named ones, unnamed roots."""
        named = [n for n in self._graph.descriptions if isinstance(n, ox.NamedNode)]
        named.sort(key=lambda node: (node.value != main, natural_key(node.value)))
        roots = [n for n in self._graph.descriptions if isinstance(n, ox.BlankNode)]
        unnamed = [self._subject("[]", node) for node in roots if node not in self._graph.uses]
        written = [self._commented(node, comments) for node in named]
        return written + sorted(unnamed, key=natural_key)

    def _commented(self, node: ox.NamedNode, comments: Comments) -> str:
        subject = self._subject(self._iri(node.value), node)
        return "\n".join((*comments.above.get(node.value, ()), subject))

    def _subject(self, name: str, node: Node) -> str:
        properties = self._properties(self._graph.descriptions[node], _STEP)
        body = f" ;\n{_STEP}".join(properties)
        return f"{name}\n{_STEP}{body} ."

    def _iri(self, iri: str) -> str:
        text, prefix = self._terms.iri(iri)
        if prefix is not None:
            self.used.add(prefix)
        return text

    def _properties(self, description: Description, indent: str) -> list[str]:
        named = [
            (LEADING.get(predicate, len(LEADING)), self._predicate(predicate), objects)
            for predicate, objects in description.items()
        ]
        named.sort(key=lambda item: (item[0], natural_key(item[1])))
        return [self._property(name, list(objects), indent) for _, name, objects in named]

    def _predicate(self, iri: str) -> str:
        return "a" if iri == TYPE else self._iri(iri)

    def _property(self, name: str, objects: list[Term], indent: str) -> str:
        if len(objects) == 1:
            return f"{name} {self._object(objects[0], indent)}"
        inner = f"\n{indent}{_STEP}"
        objects.sort(key=self._key)
        return f"{name}{inner}" + f" ,{inner}".join(
            self._object(term, f"{indent}{_STEP}") for term in objects
        )

    def _key(self, term: Term) -> tuple[int, NaturalKey]:
        """IRIs, literals, unnamed nodes; within a kind by what is written, without its marks."""
        key = self._keys.get(term)
        if key is None:
            kind = (ox.NamedNode, ox.Literal, ox.BlankNode).index(type(term))
            text = self._object(term, "")
            bare = term.value if isinstance(term, ox.Literal) else text.strip("<>")
            key = self._keys[term] = (kind, (natural_key(bare), text))
        return key

    def _object(self, term: Term, indent: str) -> str:
        if isinstance(term, ox.NamedNode):
            return "()" if term.value == NIL else self._iri(term.value)
        if isinstance(term, ox.BlankNode):
            return self._list(term, indent) if term in self._cells else self._nested(term, indent)
        text, prefix = self._terms.literal(term)
        if prefix is not None:
            self.used.add(prefix)
        return text

    def _nested(self, node: ox.BlankNode, indent: str) -> str:
        inner = f"{indent}{_STEP}"
        properties = self._properties(self._graph.descriptions.get(node, {}), inner)
        if len(properties) == 1 and _is_short(properties):
            return f"[ {properties[0]} ]"
        body = "".join(f"{inner}{text} ;\n" for text in properties)
        return f"[\n{body}{indent}]" if properties else "[]"

    def _list(self, cell: Node, indent: str) -> str:
        inner = f"{indent}{_STEP}"
        items = [self._object(term, inner) for term in self._items(cell)]
        if _is_short(items):
            return f"( {' '.join(items)} )"
        body = "".join(f"{inner}{text}\n" for text in items)
        return f"(\n{body}{indent})"

    def _items(self, cell: Term) -> Iterable[Term]:
        while isinstance(cell, ox.BlankNode):
            description = self._graph.descriptions[cell]
            yield next(iter(description[FIRST]))
            cell = next(iter(description[REST]))


def _is_short(texts: list[str]) -> bool:
    return sum(map(len, texts)) + len(texts) <= WIDEST and not any("\n" in t for t in texts)
