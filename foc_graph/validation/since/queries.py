"""The triple patterns of a query in a shape, as far as they can be read without a full parser.

What this does not know (negated property sets, collections, sub-queries in odd places…) makes
the whole query unread: then any change may count for any focus node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.since.query_paths import PathReader
from foc_graph.validation.since.query_tokens import Cursor, UnreadableError, fail

if TYPE_CHECKING:
    from foc_graph.sparql_tokens import Token
    from foc_graph.validation.paths import Path

_BARRED = frozenset({"BASE", "SERVICE", "MINUS", "VALUES", "FROM", "GRAPH"})
#: Variables that bring in the shapes graph.
_FOREIGN = frozenset({"shapesGraph", "currentShape"})


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
        self.cursor = Cursor(prologue, text)
        self.paths = PathReader(self.cursor, path)
        self.found: list[Pattern] = []
        self.fresh = 0

    def patterns(self) -> list[Pattern]:
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
                self.found.append(Pattern(subject, path, value, own, inside))
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
