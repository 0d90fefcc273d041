"""Where each triple of a Turtle file stands, in text that parses (Turtle 1.1, section 6.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.positions.lines import Offsets, PlacedTriple
from foc_graph.rdf.terms import FIRST, NIL, REST, TYPE, XSD, Node, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: What tokens look like. Greedy and without a way back: a piece is what the grammar takes.
SPACE = r"(?:\s++|\#[^\n]*+)"
IRI = r'<[^<>"{}|^`\x00-\x20]*+>'
STRING = r"""(?:"{3}(?:[^"\\]++|\\.|"(?!""))*+"{3}|'{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}
    |"(?:[^"\\\n\r]++|\\.)*+"|'(?:[^'\\\n\r]++|\\.)*+')"""
AT = r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?"
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?[eE][+-]?\d+|\.\d+[eE][+-]?\d+|\d*\.\d+|\d+)"
BLANK = r"_:\w(?:[\w.\-·]*[\w\-·])?"
NAME = r"""(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:
    (?:[\w:\-·%]++|\\.|\.+(?=[\w:\-·%]|\\.))*+"""

_TOKEN = re.compile(
    rf"""
      (?P<space>{SPACE})
    | (?P<iri>{IRI})
    | (?P<string>{STRING})
    | (?P<at>{AT})
    | (?P<number>{NUMBER})
    | (?P<blank>{BLANK})
    | (?P<name>{NAME})
    | (?P<word>[A-Za-z]+)
    | (?P<mark>\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TurtleToken:
    """A piece of a file: its kind, its text, and its offsets in characters."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[TurtleToken]:
    """Yield the tokens of Turtle, without blanks and comments; of all of a text or of a part."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield TurtleToken(kind, match.group(), match.start(), match.end())


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescape(text: str) -> str:
    """Undo the escapes of Turtle 1.1, section 6.4."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CHARACTERS.get(match[3], match[3])


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
            subject, at = self._term(None)
            assert not isinstance(subject, ox.Literal)  # noqa: S101  # the file parses
            self._flush()
            if self._ahead is not None and self._peek().text != "{":
                self._predicates(subject, at)
                self._accept(".")

    def _directive(self, word: str) -> None:
        self._next()
        prefix = self._next().text[:-1] if word == "prefix" else None
        iri = self._iri(self._next())
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
            is_double = "e" in token.text.lower()
            kind = "double" if is_double else "decimal" if "." in token.text else "integer"
            return ox.Literal(token.text, datatype=ox.NamedNode(XSD + kind))
        if token.text in ("true", "false"):
            return ox.Literal(token.text, datatype=ox.NamedNode(XSD + "boolean"))
        return ox.NamedNode(self._iri(token))

    def _literal(self, token: TurtleToken) -> tuple[Term, Offsets]:
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1
        value, end = unescape(token.text[quotes:-quotes]), token.end
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
        return iri_of(token.text, self.base, self.prefixes)


def iri_of(token: str, base: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a token stands for."""
    if token.startswith("<"):
        return resolve(base, unescape(token[1:-1]))
    prefix, _, local = token.partition(":")
    return prefixes.get(prefix, "") + unescape(local)


@lru_cache(maxsize=10_000)
def resolve(base: str, reference: str) -> str:
    """Resolve a reference as pyoxigraph does (RFC 3986, section 5)."""
    for triple in ox.parse(
        f"<{reference}> <x:p> <x:o> .", format=ox.RdfFormat.TURTLE, base_iri=base
    ):
        assert isinstance(triple.subject, ox.NamedNode)  # noqa: S101
        return triple.subject.value
    return reference


class NQuadsReader(TurtleReader):
    """Reads N-Quads: a statement may name its graph behind the value (N-Quads 1.1, section 2)."""

    def _values(self, subject: Node, at: Offsets, predicate: ox.NamedNode, where: Offsets) -> None:
        value, value_at = self._term(None)
        self._add(PlacedTriple(subject, predicate, value, at, where, value_at))
        if self._peek().text != ".":
            self._next()
