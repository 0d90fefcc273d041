"""The triple patterns of a query in a shape, as far as they can be read without a full parser.

What this does not know (negated property sets, collections, sub-queries in odd places…) makes
the whole query unread: then any change may count for any focus node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from foc_graph.validation.paths import Path, predicate_path
from foc_graph.validation.sparql_tokens import Token, tokenize
from foc_graph.validation.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = re.compile(r"PREFIX\s+([\w.\-]*):\s*<([^>]*)>", re.IGNORECASE)
_BARRED = frozenset({"BASE", "SERVICE", "MINUS", "VALUES", "FROM", "GRAPH"})
#: Variables that bring in the shapes graph.
_FOREIGN = frozenset({"shapesGraph", "currentShape"})


class UnreadableError(ValueError):
    """The query has something that is not read here."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """A triple pattern. Variables start with ``?``, IRIs with ``<``; ``path`` None: a variable.

    ``above`` names the groups whose own patterns hold wherever this one does: its own group and
    those around it, up to the sub-query.
    """

    subject: str
    path: Path | None
    object: str
    group: int
    above: frozenset[int]

    @property
    def iri_subject(self) -> ox.NamedNode | None:
        """The subject, where it is an IRI."""
        return _iri(self.subject)

    @property
    def iri_object(self) -> ox.NamedNode | None:
        """The object, where it is an IRI."""
        return _iri(self.object)


def _iri(text: str) -> ox.NamedNode | None:
    return ox.NamedNode(text[1:-1]) if text.startswith("<") else None


def patterns_of(prologue: str, text: str, path: Path | None) -> list[Pattern] | None:
    """Return every triple pattern of a query; None where it cannot be read. ``path``: $PATH."""
    try:
        return _Parser(prologue, text, path).patterns()
    except (UnreadableError, IndexError, ValueError):
        return None


class _Parser:
    def __init__(self, prologue: str, text: str, path: Path | None) -> None:
        self.prefixes = dict(_PREFIX.findall(prologue + text))
        self.tokens = list(_split(tokenize(text)))
        self.position = 0
        self.path = path
        self.found: list[Pattern] = []
        self.fresh = 0

    def patterns(self) -> list[Pattern]:
        words = {token.text for token in self.tokens if token.kind == "word"}
        names = {token.text for token in self.tokens if token.kind == "variable"}
        if words & _BARRED or names & _FOREIGN:
            raise UnreadableError
        while self.peek() != "{":
            self.next()
        self.group(frozenset())
        if any(token.text == "{" for token in self.tokens[self.position :]):
            raise UnreadableError
        return self.found

    def peek(self) -> str:
        return self.tokens[self.position].text

    def next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def fail(self) -> NoReturn:
        raise UnreadableError

    def group(self, above: frozenset[int]) -> None:
        """Read ``{ … }``."""
        self.next()
        self.fresh += 1
        own = self.fresh
        inside = above | {own}
        if self.peek() == "SELECT":
            self._sub_query()
            return
        while self.peek() != "}":
            self._element(own, inside)
        self.next()

    def _sub_query(self) -> None:
        """Read a sub-query: variables that it does not return are its own."""
        while self.peek() != "{":
            self.next()
        self.group(frozenset())
        while self.peek() != "}":
            if self.peek() == "{":
                self.fail()
            self.next()
        self.next()

    def _element(self, own: int, inside: frozenset[int]) -> None:
        text, kind = self.peek(), self.tokens[self.position].kind
        if kind == "word" and text in ("FILTER", "BIND"):
            self.next()
            self._expression(inside)
        elif kind == "word" and text in ("OPTIONAL", "UNION"):
            self.next()
            self.group(inside)
        elif text == "{":
            self.group(inside)
        elif text == "." and kind == "other":
            self.next()
        elif text == "[" and kind == "other":
            subject = self._node(own, inside)
            if self.peek() not in (".", "}"):
                self._properties(subject, own, inside)
        else:
            self._properties(self._node(own, inside), own, inside)

    def _expression(self, inside: frozenset[int]) -> None:
        """Read what follows FILTER or BIND; groups in it are those of EXISTS."""
        depth = 0
        while True:
            token = self.tokens[self.position]
            if token.text == "{":
                self.group(inside)
                if depth == 0:
                    return
                continue
            self.next()
            if token.kind == "other" and token.text in "()":
                depth += 1 if token.text == "(" else -1
                if depth == 0:
                    return

    def _properties(self, subject: str, own: int, inside: frozenset[int]) -> None:
        while True:
            path = self._verb()
            while True:
                value = self._node(own, inside)
                self.found.append(Pattern(subject, path, value, own, inside))
                if self.peek() != ",":
                    break
                self.next()
            while self.peek() == ";":
                self.next()
            if self.peek() in (".", "}", "]") or self.tokens[self.position - 1].text != ";":
                return

    def _verb(self) -> Path | None:
        token = self.tokens[self.position]
        if token.kind == "variable" and token.text != "PATH":
            self.next()
            return None
        return self._alternative()

    def _alternative(self) -> Path:
        parts = [self._sequence()]
        while self.peek() == "|":
            self.next()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("|", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self.peek() == "/":
            self.next()
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("/", tuple(parts))

    def _step(self) -> Path:
        if self.peek() == "^":
            self.next()
            return Path("^", (self._step(),))
        step = self._primary()
        if self.peek() in ("*", "+", "?"):
            step = Path(self.next().text, (step,))
        return step

    def _primary(self) -> Path:
        token = self.next()
        if token.kind == "variable" and token.text == "PATH" and self.path is not None:
            return self.path
        if token.text == "(":
            inner = self._alternative()
            if self.next().text != ")":
                self.fail()
            return inner
        if token.kind == "word" and token.text == "A":
            return predicate_path(TYPE)
        if token.kind in ("iri", "name"):
            return predicate_path(ox.NamedNode(self._expanded(token)[1:-1]))
        return self.fail()

    def _node(self, own: int, inside: frozenset[int]) -> str:
        token = self.next()
        if token.kind == "variable":
            return f"?{token.text}"
        if token.kind in ("iri", "name"):
            return self._expanded(token)
        if token.kind == "string" or token.text in ("TRUE", "FALSE"):
            return self._literal()
        if token.text == "[":
            self.fresh += 1
            name = f"?[{self.fresh}"
            if self.peek() != "]":
                self._properties(name, own, inside)
            if self.next().text != "]":
                self.fail()
            return name
        if token.text.isdigit() or token.text in "+-":
            while self.peek().isdigit():
                self.next()
            return '"'
        return self.fail()

    def _literal(self) -> str:
        if self.peek() == "@":
            self.position += 2
            while self.peek() == "-":
                self.position += 2
        elif self.peek() == "^" and self.tokens[self.position + 1].text == "^":
            self.position += 3
        return '"'

    def _expanded(self, token: Token) -> str:
        if token.kind == "iri":
            if ":" not in token.text or "\\" in token.text:
                self.fail()
            return token.text
        prefix, _, local = token.text.partition(":")
        if prefix == "_":
            return f"?_:{local}"
        if prefix not in self.prefixes:
            self.fail()
        return f"<{self.prefixes[prefix]}{local.replace(chr(92), '')}>"


def _split(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens; the dot that ends a triple is no part of the name before it."""
    for token in tokens:
        if token.kind == "name" and token.text.endswith("."):
            yield Token("name", token.text.rstrip("."), token.start, token.end)
            yield Token("other", ".", token.end, token.end)
        else:
            yield token
