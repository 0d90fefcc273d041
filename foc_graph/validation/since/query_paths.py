"""The property paths of a query (SPARQL 1.1 Query, section 9), read from its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.paths import Path, predicate_path
from foc_graph.validation.since.query_tokens import fail
from foc_graph.validation.terms import TYPE

if TYPE_CHECKING:
    from foc_graph.validation.since.query_tokens import Cursor


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
