"""Tokens of SPARQL 1.1 (section 19.8), as coarse as finding groups and variables allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>"{3}(?:(?:"|"")?[^"\\]|\\.)*"{3}|'{3}(?:(?:'|'')?[^'\\]|\\.)*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:\w[\w.\-]*)?:(?:[\w.\-:%]|\\.)*|_:\w[\w.\-]*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of a query: its kind, its text (words in upper case), and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Split a query into tokens, without blanks and comments. Variables lose their sign."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        piece = match.group()
        if kind == "space":
            continue
        if kind == "variable":
            piece = piece[1:]
        found.append(Token(kind, piece.upper() if kind == "word" else piece, *match.span()))
    return found
