"""The triple patterns of a query in a shape, as far as they can be read without a full parser.

What this does not know (negated property sets, collections, sub-queries in odd places…) makes
the whole query unread: then any change may count for any focus node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from foc_graph.rdf.terms import TYPE
from foc_graph.sparql.paths import Path, predicate_path
from foc_graph.sparql.tokens import Token, tokenize

if TYPE_CHECKING:
    from foc_graph.sparql.tokens import Token

_PREFIX = re.compile(r"PREFIX\s+([\w.\-]*):\s*<([^>]*)>", re.IGNORECASE)


class UnreadableError(ValueError):
    """The query has something that is not read here."""


class Cursor:
    """A place between the tokens of a query. ``prologue`` declares prefixes in front of it."""

    def __init__(self, prologue: str, text: str) -> None:
        self.tokens = tokenize(text)
        self._prefixes = dict(_PREFIX.findall(prologue + text))
        self._position = 0

    @property
    def token(self) -> Token:
        """The token behind the cursor."""
        return self.tokens[self._position]

    @property
    def text(self) -> str:
        """Its text."""
        return self.token.text

    @property
    def previous(self) -> str:
        """The text of the token that was read last."""
        return self.tokens[self._position - 1].text

    @property
    def rest(self) -> list[Token]:
        """The tokens that are not read yet."""
        return self.tokens[self._position :]

    def next(self) -> Token:
        """Read a token."""
        token = self.token
        self._position += 1
        return token

    def pass_to(self, text: str) -> None:
        """Skip what stands before a token."""
        while self.text != text:
            self.next()

    def expect(self, *texts: str) -> None:
        """Read tokens that have to be there."""
        for text in texts:
            if self.next().text != text:
                fail()

    def iri(self, token: Token) -> str:
        """Return the IRI of a token in full, in brackets."""
        if token.kind == "iri":
            if ":" not in token.text or "\\" in token.text:
                fail()
            return token.text
        prefix, _, local = token.text.partition(":")
        if prefix not in self._prefixes:
            fail()
        return f"<{self._prefixes[prefix]}{local.replace(chr(92), '')}>"


def fail() -> NoReturn:
    """Give up on a query."""
    raise UnreadableError


class PathReader:
    """Reads what stands between a subject and its values. ``given`` is what $PATH stands for."""

    def __init__(self, cursor: Cursor, given: Path | None) -> None:
        self._cursor = cursor
        self._given = given

    def verb(self) -> Path | None:
        """Read a path; None is a variable."""
        token = self._cursor.token
        if token.kind == "variable" and token.text != "PATH":
            self._cursor.next()
            return None
        return self._alternative()

    def _alternative(self) -> Path:
        parts = [self._sequence()]
        while self._cursor.text == "|":
            self._cursor.next()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("|", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._cursor.text == "/":
            self._cursor.next()
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("/", tuple(parts))

    def _step(self) -> Path:
        if self._cursor.text == "^":
            self._cursor.next()
            return Path("^", (self._step(),))
        step = self._primary()
        if self._cursor.text in ("*", "+", "?"):
            step = Path(self._cursor.next().text, (step,))
        return step

    def _primary(self) -> Path:
        token = self._cursor.next()
        if token.kind == "variable" and token.text == "PATH" and self._given is not None:
            return self._given
        if token.text == "(":
            inner = self._alternative()
            self._cursor.expect(")")
            return inner
        if token.kind == "word" and token.text == "A":
            return predicate_path(TYPE)
        if token.kind in ("iri", "name"):
            return predicate_path(ox.NamedNode(self._cursor.iri(token)[1:-1]))
        return fail()


_BARRED = frozenset({"BASE", "SERVICE", "MINUS", "VALUES", "FROM", "GRAPH"})
#: Variables that bring in the shapes graph.
_FOREIGN = frozenset({"shapesGraph", "currentShape"})


@dataclass(frozen=True, eq=False)
class TriplePattern:
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


def patterns_of(prologue: str, text: str, path: Path | None) -> list[TriplePattern] | None:
    """Return every triple pattern of a query; None where it cannot be read. ``path``: $PATH."""
    try:
        return _Parser(prologue, text, path).patterns()
    except (UnreadableError, IndexError, ValueError):
        return None


class _Parser:
    def __init__(self, prologue: str, text: str, path: Path | None) -> None:
        self.cursor = Cursor(prologue, text)
        self.paths = PathReader(self.cursor, path)
        self.found: list[TriplePattern] = []
        self.fresh = 0

    def patterns(self) -> list[TriplePattern]:
        words = {token.text for token in self.cursor.tokens if token.kind == "word"}
        names = {token.text for token in self.cursor.tokens if token.kind == "variable"}
        if words & _BARRED or names & _FOREIGN:
            fail()
        self.cursor.pass_to("{")
        self.group(frozenset())
        if any(token.text == "{" for token in self.cursor.rest):
            fail()
        return self.found

    def group(self, above: frozenset[int]) -> None:
        """Read ``{ … }``."""
        self.cursor.next()
        self.fresh += 1
        own = self.fresh
        inside = above | {own}
        if self.cursor.text == "SELECT":
            self._sub_query()
            return
        while self.cursor.text != "}":
            self._element(own, inside)
        self.cursor.next()

    def _sub_query(self) -> None:
        """Read a sub-query: variables that it does not return are its own."""
        self.cursor.pass_to("{")
        self.group(frozenset())
        while self.cursor.text != "}":
            if self.cursor.text == "{":
                fail()
            self.cursor.next()
        self.cursor.next()

    def _element(self, own: int, inside: frozenset[int]) -> None:
        text, kind = self.cursor.text, self.cursor.token.kind
        if kind == "word" and text in ("FILTER", "BIND"):
            self.cursor.next()
            self._expression(inside)
        elif kind == "word" and text in ("OPTIONAL", "UNION"):
            self.cursor.next()
            self.group(inside)
        elif text == "{":
            self.group(inside)
        elif text == "." and kind == "other":
            self.cursor.next()
        elif text == "[" and kind == "other":
            subject = self._node(own, inside)
            if self.cursor.text not in (".", "}"):
                self._properties(subject, own, inside)
        else:
            self._properties(self._node(own, inside), own, inside)

    def _expression(self, inside: frozenset[int]) -> None:
        """Read what follows FILTER or BIND; groups in it are those of EXISTS."""
        depth = 0
        while True:
            if self.cursor.text == "{":
                self.group(inside)
                if depth == 0:
                    return
                continue
            token = self.cursor.next()
            if token.kind == "other" and token.text in "()":
                depth += 1 if token.text == "(" else -1
                if depth == 0:
                    return

    def _properties(self, subject: str, own: int, inside: frozenset[int]) -> None:
        while True:
            path = self.paths.verb()
            while True:
                value = self._node(own, inside)
                self.found.append(TriplePattern(subject, path, value, own, inside))
                if self.cursor.text != ",":
                    break
                self.cursor.next()
            while self.cursor.text == ";":
                self.cursor.next()
            if self.cursor.text in (".", "}", "]") or self.cursor.previous != ";":
                return

    def _node(self, own: int, inside: frozenset[int]) -> str:
        token = self.cursor.next()
        if token.kind in ("variable", "blank"):
            return f"?{token.text}"
        if token.kind in ("iri", "name"):
            return self.cursor.iri(token)
        if token.text == "[":
            return self._unnamed(own, inside)
        return self._literal(token)

    def _unnamed(self, own: int, inside: frozenset[int]) -> str:
        self.fresh += 1
        name = f"?[{self.fresh}"
        if self.cursor.text != "]":
            self._properties(name, own, inside)
        self.cursor.expect("]")
        return name

    def _literal(self, first: Token) -> str:
        """Read the rest of a literal; which one it is makes no difference."""
        if first.text in ("+", "-"):
            first = self.cursor.next()
            if first.kind != "number":
                fail()
        elif first.kind == "string" or first.text in ("TRUE", "FALSE"):
            self._kind_of_string()
        elif first.kind != "number":
            fail()
        return '"'

    def _kind_of_string(self) -> None:
        """Read a language tag or a datatype, where there is one."""
        if self.cursor.token.kind == "language":
            self.cursor.next()
        elif self.cursor.text == "^":
            self.cursor.expect("^", "^")
            self.cursor.next()
