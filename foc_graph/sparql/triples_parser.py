"""Tokens -> terms, property paths and triple patterns (SPARQL 1.1 Query, 19.8, [75] to [111])."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from foc_graph.rdf.terms import FIRST, NIL, REST
from foc_graph.sparql.syntax import PathExpression, TriplePattern
from foc_graph.sparql.tokens import Token, iter_tokens, significant

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.sparql.syntax import Verb

#: What may stand as a term by itself.
_TERMS = frozenset({"variable", "iri", "name", "blank"})
_VERBS = _TERMS - {"blank"}

#: What may come first in a path, by its sign.
_PATH_STARTS = frozenset({"a", "^", "!", "("})

#: ECHAR [160] and the characters of 19.2; ``bad`` is a backslash before anything else.
_ESCAPE = re.compile(
    r"""\\(?:["'\\bfnrt]|u(?!d[89a-f])[0-9a-f]{4}|U(?!0000d[89a-f])00(?:0.|10)[0-9a-f]{4}|(?P<bad>))""",
    re.IGNORECASE,
)


class SparqlSyntaxError(ValueError):
    """Text that is not a SPARQL 1.1 query; ``position`` is that of the first wrong character."""

    def __init__(self, position: int) -> None:
        super().__init__(f"not SPARQL from character {position} on")
        self.position = position


class Cursor:
    """A place between the tokens of a query: ``token`` comes next, ``previous`` came last."""

    def __init__(self, text: str) -> None:
        self._tokens = list(significant(iter_tokens(text)))
        end = self._tokens[-1].end if self._tokens else 0
        self._tokens.append(Token("end", "", end, end))
        self._next = 1
        self.text = text
        self.token = self.previous = self._tokens[0]

    def next(self) -> Token:
        """Read a token."""
        token = self.token
        if token.kind == "end":
            self.fail()
        self.previous, self.token = token, self._tokens[self._next]
        self._next += 1
        return token

    def accept(self, text: str) -> bool:
        """Read a sign, or a word in capitals, if it comes next."""
        found = text in (self.token.text, self.token.keyword)
        if found:
            self.next()
        return found

    def expect(self, text: str) -> Token:
        """Read a sign, or a word in capitals, that has to come next."""
        token = self.token
        if not self.accept(text):
            self.fail()
        return token

    def expect_kind(self, *kinds: str) -> Token:
        """Read a token of one of these kinds."""
        if self.token.kind not in kinds:
            self.fail()
        return self.next()

    def fail(self, token: Token | None = None) -> NoReturn:
        """Give up at a token, or at the next."""
        raise SparqlSyntaxError((token or self.token).start)


class TriplesParser(Cursor):
    """Reads terms, paths and triple patterns; in a template there are no paths."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.in_template = False
        self._found: list[TriplePattern] = []

    def triples(self) -> list[TriplePattern]:
        """Read triple patterns with one subject; brackets that hold something may be all."""
        self._found = []
        subject = self._node()
        if not self._found or self._at_verb():
            self._properties(subject)
        return self._found

    def _properties(self, subject: Token) -> None:
        while True:
            verb = self._verb()
            self._object(subject, verb)
            while self.accept(","):
                self._object(subject, verb)
            if not self.accept(";"):
                return
            while self.accept(";"):
                pass
            if not self._at_verb():
                return

    def _object(self, subject: Token, verb: Verb) -> None:
        value = self._node()
        self._found.append(TriplePattern(subject, verb, value))

    def _node(self) -> Token:
        if self.token.text == "[":
            return self._unnamed()
        return self._collection() if self.token.text == "(" else self._term()

    def _unnamed(self) -> Token:
        """Read ``[ … ]``."""
        opening = self.next()
        node = opening._replace(kind="blank", text=f"[{opening.start}")
        if self.token.text != "]":
            self._properties(node)
        self.expect("]")
        return node

    def _collection(self) -> Token:
        """Read ``( … )``: a blank node for each member, with what leads to the next."""
        here = self.next()._replace(kind="iri", text=str(NIL))
        cells: list[tuple[Token, Token]] = []
        while not self.accept(")"):
            cell = self.token._replace(kind="blank", text=f"({self.token.start}")
            cells.append((cell, self._node()))
        nodes = [*(cell for cell, _ in cells), here]
        first, rest = here._replace(text=str(FIRST)), here._replace(text=str(REST))
        for (cell, value), following in zip(cells, nodes[1:], strict=True):
            self._found.append(TriplePattern(cell, first, value))
            self._found.append(TriplePattern(cell, rest, following))
        return nodes[0]

    def _at_verb(self) -> bool:
        return self.token.kind in _VERBS or self.token.text in _PATH_STARTS

    def iri(self) -> Token:
        """Read an IRI, in full or with a prefix."""
        return self.expect_kind("iri", "name")

    def variable(self) -> Token:
        """Read a variable."""
        return self.expect_kind("variable")

    def variable_or_iri(self) -> Token:
        """Read a variable or an IRI."""
        return self.expect_kind("variable", "iri", "name")

    def literal(self) -> Token:
        """Read a literal; its token is everything that belongs to it."""
        first = last = self.next()
        if first.kind == "string":
            if any(escape["bad"] is not None for escape in _ESCAPE.finditer(first.text)):
                self.fail(first)
            if self.token.kind == "language":
                last = self.next()
            elif self.accept("^^"):
                last = self.iri()
        elif first.kind != "number" and first.keyword not in ("TRUE", "FALSE"):
            self.fail(first)
        return Token("literal", self.text[first.start : last.end], first.start, last.end)

    def _term(self) -> Token:
        return self.next() if self.token.kind in _TERMS else self.literal()

    def _verb(self) -> Verb:
        """Read a predicate, a variable or a path."""
        if self.token.kind == "variable":
            return self.next()
        return self._predicate() if self.in_template else self._path()

    def _path(self) -> Verb:
        return self._joined("|", lambda: self._joined("/", self._step))

    def _joined(self, sign: str, read: Callable[[], Verb]) -> Verb:
        inner = [read()]
        while self.accept(sign):
            inner.append(read())
        return inner[0] if len(inner) == 1 else PathExpression(sign, tuple(inner))

    def _step(self) -> Verb:
        if self.accept("^"):
            return PathExpression("^", (self._repeated(),))
        return self._repeated()

    def _repeated(self) -> Verb:
        step = self._primary()
        if self.token.text in ("*", "+", "?"):
            return PathExpression(self.next().text, (step,))
        return step

    def _primary(self) -> Verb:
        if self.accept("("):
            inner = self._path()
            self.expect(")")
            return inner
        return self._negated() if self.accept("!") else self._predicate()

    def _predicate(self) -> Token:
        return self.next() if self.token.text == "a" else self.iri()

    def _negated(self) -> PathExpression:
        """Read a negated property set, behind its sign."""
        if not self.accept("("):
            return PathExpression("!", (self._one_way(),))
        if self.accept(")"):
            return PathExpression("!", ())
        inner = self._joined("|", self._one_way)
        self.expect(")")
        return PathExpression("!", (inner,))

    def _one_way(self) -> Verb:
        if self.accept("^"):
            return PathExpression("^", (self._predicate(),))
        return self._predicate()
