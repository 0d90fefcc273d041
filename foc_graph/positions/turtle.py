"""Where each triple of a Turtle file stands. Reads text that parses, and finds no errors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.positions.lines import Offsets, PlacedTriple
from foc_graph.positions.turtle_tokens import TurtleToken, string_value, tokenize, unescape
from foc_graph.rdf.terms import FIRST, NIL, REST, TYPE, XSD, Node, Term

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class TurtleReader:
    """Reads the triples of a file in the order in which pyoxigraph emits them.

    That order lets anonymous nodes be told apart; only the triples of lists differ. The subject
    ``[ … ]`` stands at its opening bracket; as a value it spans both brackets, and so does a list.
    """

    text: str
    base: str
    prefixes: dict[str, str] = field(default_factory=dict)
    triples: list[PlacedTriple] = field(default_factory=list)
    _anonymous: int = 0
    _late: PlacedTriple | None = None

    def read(self, start: int = 0, end: int | None = None) -> list[PlacedTriple]:
        """Return every triple with its place; of all of the text, or of whole statements in it."""
        self._tokens = tokenize(self.text, start, end)
        self._ahead = next(self._tokens, None)
        while self._ahead is not None:
            self._statement()
        self._flush()
        return self.triples

    def _peek(self) -> TurtleToken:
        if self._ahead is None:
            raise ValueError(self.text[-20:])
        return self._ahead

    def _next(self) -> TurtleToken:
        token = self._peek()
        self._ahead = next(self._tokens, None)
        return token

    def _accept(self, text: str) -> bool:
        if self._ahead is not None and self._ahead.text == text:
            self._next()
            return True
        return False

    def _statement(self) -> None:
        word = self._peek().text.removeprefix("@").lower()
        if word in ("prefix", "base") and self._peek().kind in ("at", "word"):
            self._directive(word)
        elif self._peek().text in ("{", "}", ".") or word == "graph":
            self._next()  # TriG: blocks only change the graph, not the triples
        else:
            subject, at = self._node(None)
            self._flush()
            if self._ahead is not None and self._peek().text != "{":
                self._predicates(subject, at)
                self._accept(".")

    def _directive(self, word: str) -> None:
        self._next()
        prefix = self._next().text[:-1] if word == "prefix" else None
        iri = self._resolve(self._next().text)
        if prefix is None:
            self.base = iri
        else:
            self.prefixes[prefix] = iri
        self._accept(".")

    def _predicates(self, subject: Node, at: Offsets) -> None:
        while self._ahead is not None and self._peek().text not in (".", "]", "}"):
            if self._accept(";"):
                continue
            token = self._next()
            predicate = TYPE if token.text == "a" else ox.NamedNode(self._iri(token))
            self._values(subject, at, predicate, (token.start, token.end))

    def _values(self, subject: Node, at: Offsets, predicate: ox.NamedNode, where: Offsets) -> None:
        while True:
            start = self._peek().start
            lists: list[int] = []

            def early(node: Node, s: int = start, lists: list[int] = lists) -> None:
                self._add(PlacedTriple(subject, predicate, node, at, where, (s, s + 1)))
                lists.append(len(self.triples) - 1)

            value, value_at = self._term(early)
            if lists:
                self.triples[lists[0]] = replace(self.triples[lists[0]], value_at=value_at)
            else:
                self._add(PlacedTriple(subject, predicate, value, at, where, value_at))
            if not self._accept(","):
                return

    def _add(self, triple: PlacedTriple) -> None:
        """Add a triple; the parser emits a string right before ``]`` after what is around it."""
        is_late = (
            isinstance(triple.value, ox.Literal)
            and self.text[triple.value_at[1] - 1] in "\"'"
            and self._ahead is not None
            and self._peek().text == "]"
        )
        if is_late:
            self._flush()
            self._late = triple
        else:
            self.triples.append(triple)
            self._flush()

    def _flush(self) -> None:
        if self._late is not None:
            self.triples.append(self._late)
            self._late = None

    def _node(self, early: Callable[[Node], None] | None) -> tuple[Node, Offsets]:
        term, at = self._term(early)
        assert not isinstance(term, ox.Literal)  # noqa: S101  # the file parses
        return term, at

    def _term(self, early: Callable[[Node], None] | None) -> tuple[Term, Offsets]:
        """Read a term. A list calls ``early`` with its node before its members are read."""
        token = self._next()
        if token.text == "[":
            return self._properties(token.start)
        if token.text == "(":
            return self._collection(token.start, early)
        if token.kind == "string":
            return self._literal(token)
        return self._simple(token), (token.start, token.end)

    def _simple(self, token: TurtleToken) -> Term:
        if token.kind == "blank":
            return ox.BlankNode(token.text[2:])
        if token.kind == "number":
            return ox.Literal(token.text, datatype=ox.NamedNode(XSD + _number_type(token.text)))
        if token.text in ("true", "false"):
            return ox.Literal(token.text, datatype=ox.NamedNode(XSD + "boolean"))
        return ox.NamedNode(self._iri(token))

    def _literal(self, token: TurtleToken) -> tuple[Term, Offsets]:
        value, end = string_value(token.text), token.end
        if self._ahead is not None:
            if self._peek().kind == "at":
                tag = self._next()
                return ox.Literal(value, language=tag.text[1:]), (token.start, tag.end)
            if self._accept("^^"):
                datatype = self._next()
                name, end = ox.NamedNode(self._iri(datatype)), datatype.end
                return ox.Literal(value, datatype=name), (token.start, end)
        return ox.Literal(value), (token.start, end)

    def _new(self) -> ox.BlankNode:
        self._anonymous += 1
        return ox.BlankNode(f"anonymous.{self._anonymous}")

    def _properties(self, start: int) -> tuple[Term, Offsets]:
        node = self._new()
        self._predicates(node, (start, start + 1))
        return node, (start, self._next().end)

    def _collection(self, start: int, early: Callable[[Node], None] | None) -> tuple[Term, Offsets]:
        if self._peek().text == ")":
            return NIL, (start, self._next().end)
        head = cell = self._new()
        if early is not None:
            early(head)
        while True:
            member, at = self._term(None)
            self._add(PlacedTriple(cell, FIRST, member, at, at, at))
            if self._peek().text == ")":
                break
            following = self._new()
            self._add(PlacedTriple(cell, REST, following, at, at, at))
            cell = following
        end = self._next().end
        self._add(PlacedTriple(cell, REST, NIL, at, at, at))
        return head, (start, end)

    def _iri(self, token: TurtleToken) -> str:
        if token.kind == "iri":
            return self._resolve(token.text)
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(prefix, "") + unescape(local)

    def _resolve(self, token: str) -> str:
        return resolve(self.base, unescape(token[1:-1]))


@lru_cache(maxsize=10_000)
def resolve(base: str, reference: str) -> str:
    """Resolve a reference as pyoxigraph does (RFC 3986, section 5)."""
    for triple in ox.parse(
        f"<{reference}> <x:p> <x:o> .", format=ox.RdfFormat.TURTLE, base_iri=base
    ):
        assert isinstance(triple.subject, ox.NamedNode)  # noqa: S101
        return triple.subject.value
    return reference


def _number_type(text: str) -> str:
    if "e" in text.lower():
        return "double"
    return "decimal" if "." in text else "integer"


class NQuadsReader(TurtleReader):
    """Reads N-Quads: a statement may name its graph behind the value (N-Quads 1.1, section 2)."""

    def _values(self, subject: Node, at: Offsets, predicate: ox.NamedNode, where: Offsets) -> None:
        value, value_at = self._term(None)
        self._add(PlacedTriple(subject, predicate, value, at, where, value_at))
        if self._peek().text != ".":
            self._next()
