"""The tokens of a query, read one by one, and the IRIs that they stand for."""

from __future__ import annotations

import re
from typing import NoReturn

from foc_graph.sparql_tokens import Token, tokenize

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
