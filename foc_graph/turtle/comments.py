"""Comments: where they and the statements stand in Turtle that parses, and what each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.turtle.graph import at_line

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


#: Lines of comments; an empty one parts two blocks.
Lines = list[str]


@dataclass
class Comments:
    """What is kept, and where it is written."""

    head: Lines = field(default_factory=list)
    above: dict[str, Lines] = field(default_factory=dict)
    tail: Lines = field(default_factory=list)


def read_comments(text: str, *, base: str | None, place: str) -> Comments:
    """Find every comment of a text that parses.

    Raises:
        NotConforming: a comment stands where it cannot be kept; says the line and where to move it.

    """
    return _CommentReader(base, place).read(text) if has_comments(text) else Comments()


class _CommentReader:
    def __init__(self, base: str | None, place: str) -> None:
        self._base = base
        self._place = place
        self._found = Comments()
        self._waiting: list[Comment] = []
        self._directives: Lines = []
        self._at_head = True

    def read(self, text: str) -> Comments:
        for item in scan(text):
            if isinstance(item, TurtleStatement):
                self._take(item, text)
            elif item.inside:
                self._refuse(item, "move it to a line of its own above the subject")
            else:
                self._waiting.append(item)
        self._found.tail = _blocks(self._waiting)
        return self._found

    def _take(self, statement: TurtleStatement, text: str) -> None:
        if self._at_head:
            self._take_head(statement)
        apart = len(self._waiting) - _touching(self._waiting, statement.line)
        if statement.is_directive:
            self._directives.append(text[statement.start : statement.end])
            apart = len(self._waiting)
        if apart:
            self._refuse(
                self._waiting[0], "put it right above a subject, at the head or at the end"
            )
        if self._waiting:
            lines = self._found.above.setdefault(self._subject(statement), [])
            lines.extend(comment.text for comment in self._waiting)
        self._waiting = []

    def _take_head(self, statement: TurtleStatement) -> None:
        """What stands first belongs to the file, but for lines that touch a subject."""
        kept = len(self._waiting)
        if not statement.is_directive:
            kept -= _touching(self._waiting, statement.line)
        self._found.head = _blocks(self._waiting[:kept])
        self._waiting = self._waiting[kept:]
        self._at_head = False

    def _subject(self, statement: TurtleStatement) -> str:
        """Ask the parser which IRI the first token is."""
        name = statement.tokens[0]
        if name[0] in "[(_":
            self._refuse(self._waiting[-1], "give the unnamed node below it an IRI")
        text = "\n".join((*self._directives, f"{name} <urn:p> <urn:o> ."))
        quad = next(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=self._base))
        return str(quad.subject.value)

    def _refuse(self, comment: Comment, fix: str) -> None:
        raise NotConforming(
            "a comment would lose its place", place=at_line(self._place, comment.line), fix=fix
        )


def _touching(comments: list[Comment], line: int) -> int:
    """How many of the last comments stand on the lines right above ``line``."""
    count = 0
    for comment in reversed(comments):
        if comment.line != line - 1 - count:
            break
        count += 1
    return count


def _blocks(comments: list[Comment]) -> Lines:
    lines: Lines = []
    for place, comment in enumerate(comments):
        if place and comment.line > comments[place - 1].line + 1:
            lines.append("")
        lines.append(comment.text)
    return lines
