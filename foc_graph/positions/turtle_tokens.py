"""Tokens of Turtle (Turtle 1.1, section 6.5) with their offsets, for text that parses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def string_value(token: str) -> str:
    """Return the characters of a string in quotes."""
    quotes = 3 if token[:3] in ('"""', "'''") else 1
    return unescape(token[quotes:-quotes])
