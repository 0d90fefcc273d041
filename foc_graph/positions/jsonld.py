"""Where each triple of a JSON-LD file stands (JSON-LD 1.1 API, sections 5.1 and 7).

Follows the parser's order: the types of a node first, then its keys as they are written, each link
before what it leads to. Contexts are in the file itself; nothing is fetched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.positions.json_text import JsonMember, JsonValue, read_json
from foc_graph.positions.jsonld_terms import Context, ContextTerm, literal
from foc_graph.positions.lines import Offsets, PlacedTriple
from foc_graph.rdf.terms import FIRST, NIL, REST, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node

_MAPS = frozenset({"@language", "@index", "@id", "@type"})


def jsonld_triples(text: str, base: str) -> list[PlacedTriple]:
    """Return the triples with their places, blank nodes with names of our own.

    Raises:
        ValueError: the file does not parse.

    """
    reader = _JsonLdReader()
    reader.anything(read_json(text), Context(base, original=base))
    return reader.triples


class _JsonLdReader:
    def __init__(self) -> None:
        self.triples: list[PlacedTriple] = []
        self._anonymous = 0

    def anything(self, value: JsonValue, context: Context) -> None:
        for one in value.items:
            if one.is_object:
                inner = context.with_(one.get("@context"))
                keys = {key for key, _ in inner.members(one)} - {"@context"}
                if keys <= {"@graph"}:
                    for key, graph in inner.members(one):
                        if key == "@graph":
                            self.anything(graph, inner)
                else:
                    self.node(one, context)

    def node(
        self,
        value: JsonValue,
        context: Context,
        name: Node | None = None,
        at: Offsets | None = None,
    ) -> None:
        """Read what a node object says."""
        outer = context.below.with_(value.get("@context"))
        subject, subject_at = self.name_of(value, context)
        subject, subject_at = name or subject, at or subject_at
        inner = self._typed(value, outer, subject, subject_at)
        for member in value.content:
            self._member(subject, subject_at, member, inner)

    def name_of(self, value: JsonValue, context: Context) -> tuple[Node, Offsets]:
        """Return the name of a node object, and where it stands."""
        inner = context.below.with_(value.get("@context"))
        for key, given in inner.members(value):
            if key == "@id" and isinstance(given.content, str):
                return _node(inner.expand(given.content, vocab=False)), given.at
        return self._new(), (value.at[0], value.at[0] + 1)

    def _typed(self, value: JsonValue, context: Context, subject: Node, at: Offsets) -> Context:
        """Emit the types, and return the context that they bring (JSON-LD 1.1, 4.1.9)."""
        inner = context
        for member in value.content:
            if context.keyword(member.key) != "@type":
                continue
            for one in member.value.items:
                node = _node(context.expand(one.content))
                self._add(subject, TYPE, node, at, member.key_at, one.at)
            for name in sorted(str(one.content) for one in member.value.items):
                term = context.terms.get(name)
                if term and term.context:
                    inner = replace(inner.with_(term.context), previous=context)
        return inner

    def _member(self, subject: Node, at: Offsets, member: JsonMember, context: Context) -> None:
        keyword = context.keyword(member.key)
        if keyword in ("@graph", "@included"):
            for one in member.value.items:
                self.node(one, context)
        elif keyword == "@nest":
            for one in member.value.items:
                for inner in one.content:
                    self._member(subject, at, inner, context)
        elif keyword == "@reverse":
            for inner in member.value.content:
                self._property(subject, at, inner, context, is_reverse=True)
        elif not keyword.startswith("@"):
            self._property(subject, at, member, context, is_reverse=False)

    def _property(
        self, subject: Node, at: Offsets, member: JsonMember, context: Context, *, is_reverse: bool
    ) -> None:
        term = context.term(member.key)
        if not term.iri or ":" not in term.iri or term.iri.startswith("_:"):
            return
        predicate = ox.NamedNode(term.iri)
        inner = context.with_(term.context)
        for value, extra in _values(member.value, term, inner):
            if is_reverse or term.is_reverse:
                other, other_at = self._reference(value, inner)
                self._add(other, predicate, subject, other_at, member.key_at, other_at)
                if value.is_object:
                    self.node(value, inner, other, other_at)
            else:
                self._emit(subject, predicate, (at, member.key_at), value, term, inner, extra)

    def _reference(self, value: JsonValue, context: Context) -> tuple[Node, Offsets]:
        if value.is_object:
            return self.name_of(value, context)
        return _node(context.expand(value.content, vocab=False)), value.at

    def _emit(  # noqa: PLR0913, PLR0917  # what a value needs to be read
        self, subject: Node, predicate: ox.NamedNode, places: tuple[Offsets, Offsets],
        value: JsonValue, term: ContextTerm, context: Context, extra: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        keys = {key for key, _ in context.members(value)} if value.is_object else set()
        if "@list" in keys or ("@list" in term.containers and isinstance(value.content, list)):
            members = dict(context.members(value))["@list"].items if keys else value.content
            self._list(subject, predicate, places, value, members, (term, context))
        elif value.is_object and "@value" not in keys and term.kind != "@json":
            self._object(subject, predicate, places, value, context, extra)
        else:
            for one in value.items if term.kind != "@json" else [value]:
                found = literal(one, term, context, extra)
                if found is not None:
                    self._add(subject, predicate, found[0], *places, found[1])

    def _object(  # noqa: PLR0913, PLR0917
        self, subject: Node, predicate: ox.NamedNode, places: tuple[Offsets, Offsets],
        value: JsonValue, context: Context, extra: tuple[str, str] | None,
    ) -> None:  # fmt: skip
        name, at = self.name_of(value, context)
        if extra and extra[0] == "@id":
            name = _node(context.expand(extra[1], vocab=False))
        is_named = isinstance(name, ox.NamedNode)
        self._add(subject, predicate, name, *places, at if is_named else value.at)
        if extra and extra[0] == "@type":
            self._add(name, TYPE, _node(context.expand(extra[1])), at, at, at)
        self.node(value, context, name, at)

    def _list(  # noqa: PLR0913, PLR0917
        self, subject: Node, predicate: ox.NamedNode, places: tuple[Offsets, Offsets],
        value: JsonValue, members: list[JsonValue], how: tuple[ContextTerm, Context],
    ) -> None:  # fmt: skip
        there = [m for m in members if m.content is not None]
        cells: list[Node] = [self._new() for _ in there] + [NIL]
        self._add(subject, predicate, cells[0], *places, value.at)
        term = ContextTerm(
            how[0].iri, how[0].kind, frozenset(), how[0].language, how[0].has_language
        )
        for position, member in enumerate(there):
            cell, at = cells[position], (member.at, member.at)
            if isinstance(member.content, list):
                self._list(cell, FIRST, at, member, member.content, how)
            else:
                self._emit(cell, FIRST, at, member, term, how[1])
            self._add(cell, REST, cells[position + 1], *at, member.at)

    def _new(self) -> Node:
        self._anonymous += 1
        return ox.BlankNode(f"anonymous.{self._anonymous}")

    def _add(self, subject: Node, predicate: ox.NamedNode, value: Any, *places: Offsets) -> None:  # noqa: ANN401
        self.triples.append(PlacedTriple(subject, predicate, value, *places))


def _values(
    value: JsonValue, term: ContextTerm, context: Context
) -> Iterator[tuple[JsonValue, tuple[str, str] | None]]:
    """Yield the values of a property; from a map with what its keys say (JSON-LD 1.1, 4.6)."""
    kind = next(iter(term.containers & _MAPS), None)
    if term.kind == "@json" or "@list" in term.containers:
        yield value, None
    elif kind and value.is_object:
        for member in value.content:
            key = context.keyword(member.key)
            for one in member.value.items:
                yield one, (kind, key)
    elif value.is_object and dict(context.members(value)).get("@set"):
        for one in dict(context.members(value))["@set"].items:
            yield one, None
    else:
        for one in value.items:
            yield one, None


def _node(name: str | None) -> Node:
    if name is None:
        return ox.BlankNode("unknown")
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)
