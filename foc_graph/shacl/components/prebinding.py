"""Pre-binding for all focus nodes at once (SHACL appendix A).

Pre-binding joins every basic graph pattern of a query with the values of the pre-bound variables.
Joined with *all* focus nodes instead of one, the query returns the solutions of all of them, as
long as nothing in it counts, cuts or hides across focus nodes. A group that reads ``$this`` in an
expression without binding it gets the pattern of the focus nodes; so does the outermost group.
Where that is not exact, the query runs once for each focus node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.sparql.groups import Query, UnbalancedError, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.sparql.groups import Group
    from foc_graph.sparql.tokens import Token

#: Keyword that pre-binding does not allow -> what to do without it (SHACL appendix A).
_REFUSED = {
    "MINUS": "use FILTER NOT EXISTS",
    "SERVICE": "bring the data into the graph",
    "VALUES": "use FILTER with IN",
}

#: They cut the solutions of all focus nodes together.
_CUTS = frozenset({"LIMIT", "OFFSET"})


class RefusedQueryError(ValueError):
    """A query that pre-binding is not defined for. Fields: what is wrong, and what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix


@dataclass(frozen=True)
class PreboundQuery:
    """A query that may be pre-bound. ``names`` are the variables that come with each focus node.

    ``functions`` gives back the value and the datatype of literals that stand in the graph in
    disguise; None where there are no such literals.
    """

    query: Query
    names: frozenset[str]
    functions: tuple[str, str] | None = None

    @property
    def at_once(self) -> bool:
        """Whether one run over all focus nodes gives what one run for each would give."""
        words = {token.text for token in _modifiers(self.query)}
        hidden = any(
            inner.select is not None
            for group in self.query.group.own_groups()
            for exists in group.exists
            for inner in exists.all_groups()
        )
        return not hidden and _CUTS.isdisjoint(words)

    def bind_all(self, focus: str, constants: Mapping[str, str]) -> str:
        """Return the query joined with a pattern of all focus nodes, and with constants."""
        own = self.query.group.own_groups()
        wanted = {
            g.start: f" {focus} "
            for g in own
            if g.select is None and (g is self.query.group or g.lacks(set(self.names)))
        }
        return self._insert(wanted, constants)

    def bind_one(self, constants: Mapping[str, str]) -> str:
        """Return the query joined with constants, one of which is the focus node."""
        return self._insert({}, constants)

    def _insert(self, wanted: Mapping[int, str], constants: Mapping[str, str]) -> str:
        fixed = " ".join(constants.values())
        edits = [
            (group.start, f" {fixed} {wanted.get(group.start, '')}")
            for group in self.query.group.all_groups()
            if group.select is None
        ]
        text = self.query.text
        inserted = [(position, position, piece) for position, piece in edits]
        for start, end, piece in sorted([*inserted, *self._undisguised()], reverse=True):
            text = text[:start] + piece + text[end:]
        return text

    def _undisguised(self) -> Iterator[tuple[int, int, str]]:
        """Yield the edits after which expressions see the values that were written."""
        if self.functions is None:
            return
        value, datatype = self.functions
        for group in self.query.group.all_groups():
            for token in group.operands:
                yield token.start, token.end, f"{value}(?{token.text})"
            for token in group.datatypes:
                yield token.start, token.end, datatype


def prepare(
    text: str,
    path: str | None,
    names: Iterable[str],
    functions: tuple[str, str] | None = None,
) -> PreboundQuery:
    """Check a query against the restrictions of pre-binding, and put the path in.

    ``names`` are the potentially pre-bound variables that it has to return (``this``…).

    Raises:
        RefusedQueryError: the query uses what SHACL forbids there.

    """
    try:
        query = parse(text)
        if "PATH" in query.variables():
            query = parse(_with_path(query, path))
    except UnbalancedError as error:
        raise RefusedQueryError("has brackets that do not match", "mend the query") from error
    prebound = frozenset(names)
    _refuse(query, prebound)
    return PreboundQuery(query, prebound & {"this", "value"}, functions)


def _with_path(query: Query, path: str | None) -> str:
    if path is None:
        raise RefusedQueryError("uses $PATH in a node shape", "write the path itself")
    text = query.text
    for token in reversed(query.tokens):
        if token.kind == "variable" and token.text == "PATH":
            text = text[: token.start] + path + text[token.end :]
    return text


def _refuse(query: Query, names: frozenset[str]) -> None:
    for word, fix in _REFUSED.items():
        if word in query.words():
            raise RefusedQueryError(f"uses {word}, which SHACL does not allow", fix)
    _refuse_assignment(query, names)
    for group in query.group.all_groups():
        if group.select is not None:
            _refuse_hiding(group, names)
    if query.head and query.head[0].text == "SELECT" and "this" not in _projected(query.head):
        raise RefusedQueryError("does not return $this", "write SELECT $this ?value …")


def _refuse_assignment(query: Query, names: frozenset[str]) -> None:
    reserved = names | {"shapesGraph", "currentShape"}
    for word, variable in zip(query.tokens, query.tokens[1:], strict=False):
        if word.text == "AS" and variable.kind == "variable" and variable.text in reserved:
            raise RefusedQueryError(
                f"assigns ${variable.text}, which is given", "choose another name for the result"
            )


def _refuse_hiding(group: Group, names: frozenset[str]) -> None:
    """Sub-queries return every potentially pre-bound variable, and name it (W3C suite)."""
    hidden = names - {t.text for t in group.select or () if t.kind == "variable"}
    if hidden:
        raise RefusedQueryError(
            f"has a sub-query that does not return ${min(hidden)}", "add it behind SELECT"
        )


def _projected(head: list[Token]) -> set[str]:
    if any(token.text == "*" for token in head):
        return {"this"}
    return {token.text for token in head if token.kind == "variable"}


def _modifiers(query: Query) -> list[Token]:
    inner = [token for group in query.group.all_groups() for token in group.tail]
    return [*query.tail, *inner]
