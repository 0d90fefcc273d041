"""Where statements begin and end, and where comments stand, in Turtle that parses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
)
_IRI = r'<[^<>"\s]*>'

#: Tokens of Turtle 1.1, section 6.5, as coarse as the search for comments allows.
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\n]*)|(?P<string>{_STRING})|(?P<iri>{_IRI})"
    r"|(?P<mark>[\[\]();,])"
    r"""|(?P<word>(?:\\.|[^\s<>"'()\[\];,\#\\])+)|(?P<other>\S)""",
    re.DOTALL,
)

#: Everything up to the first comment, in one step: most files have none.
_NO_COMMENT = re.compile(rf"""(?:[^#"'<\\]++|\\.|{_IRI}|{_STRING}|<)*+""", re.DOTALL)


@dataclass(frozen=True)
class Comment:
    """One comment, ``#`` included."""

    line: int
    text: str
    #: Whether it stands in the middle of a statement or behind its end.
    inside: bool


@dataclass
class TurtleStatement:
    """A directive or the triples of one subject."""

    line: int
    start: int
    last_line: int = 0
    end: int = 0
    tokens: list[str] = field(default_factory=list)

    @property
    def is_directive(self) -> bool:
        """``@prefix``, ``@base``, or the SPARQL forms without an at sign."""
        return self.tokens[0].lower() in {"@prefix", "@base", "prefix", "base"}

    def ends_with(self, kind: str, token: str) -> bool:
        """Whether this token is the last: a full stop, or the IRI of a SPARQL directive."""
        if self.is_directive and not self.tokens[0].startswith("@"):
            return kind == "iri"
        return kind == "word" and token.endswith(".") and not token.endswith("\\.")


def has_comments(text: str) -> bool:
    """Whether there is any comment."""
    match = _NO_COMMENT.match(text)
    return match is not None and match.end() < len(text)


def declares_base(text: str) -> bool:
    """Whether the text has an ``@base`` of its own."""
    return any(
        isinstance(item, TurtleStatement) and item.tokens[0].lower() in {"@base", "base"}
        for item in scan(text)
    )


def scan(text: str) -> Iterator[Comment | TurtleStatement]:
    """Yield statements and comments by their place; a comment inside comes before its statement."""
    breaks = [place for place, character in enumerate(text) if character == "\n"]
    statement: TurtleStatement | None = None
    last_line = 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "other", match[0]
        line = bisect_right(breaks, match.start()) + 1
        if kind == "comment":
            yield Comment(line, token.rstrip(), inside=statement is not None or line == last_line)
            continue
        statement = statement or TurtleStatement(line, match.start())
        statement.tokens.append(token)
        if statement.ends_with(kind, token):
            last_line = bisect_right(breaks, match.end() - 1) + 1
            statement.last_line, statement.end = last_line, match.end()
            yield statement
            statement = None
