"""Comments and the subjects they stand above."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.turtle.graph import at_line
from foc_graph.turtle.statements import Comment, TurtleStatement, has_comments, scan

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
