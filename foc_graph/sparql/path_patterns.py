"""The triple patterns of a query in a shape, with full IRIs and SHACL's paths.

What cannot be followed (the shapes graph, negated property sets, relative IRIs…) makes the whole
query unread: then any change may count for any focus node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, assert_never

import pyoxigraph as ox

from foc_graph.rdf.terms import TYPE
from foc_graph.sparql.parser import parse
from foc_graph.sparql.paths import Path, predicate_path
from foc_graph.sparql.syntax import (
    Bind,
    Exists,
    Filter,
    Group,
    Nested,
    Operation,
    Query,
    TriplePattern,
    Union,
    Values,
)
from foc_graph.sparql.tokens import Token, substitute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.sparql.syntax import Element, Expression, Verb

#: Variables that bring in the shapes graph.
_FOREIGN = frozenset({"shapesGraph", "currentShape"})


@dataclass(frozen=True, eq=False)
class PathPattern:
    """A triple or path pattern. Variables start with ``?``, IRIs with ``<``, literals are ``"``.

    ``path`` None is a variable. ``above`` names the groups whose own patterns hold wherever this
    one does: its own group and those around it, up to the sub-query.
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


def patterns_of(prologue: str, text: str, path: Path | None) -> list[PathPattern] | None:
    """Return every pattern of a query; None where it cannot be followed. ``path``: $PATH."""
    try:
        query = parse(prologue + substitute(text, {"PATH": path} if path else {}))
        if not _FOREIGN.isdisjoint(query.variables()):
            return None
        return list(_PatternReader(query.prefixes).query(query))
    except ValueError:
        return None


class _PatternReader:
    """Walks through a query; raises ValueError at what it cannot follow."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes

    def query(self, query: Query) -> Iterator[PathPattern]:
        """Yield the patterns of a query; those around it say nothing of its own variables."""
        if query.values or query.graphs or query.base is not None:
            _give_up("a dataset, or rows of its own")
        yield from self._group(query.group, frozenset())
        after = query.modifiers
        inside = frozenset({query.group.start})
        for one in (*query.selected, *after.group_by, *after.having, *after.order_by):
            yield from self._expression(one.expression if isinstance(one, Bind) else one, inside)

    def _group(self, group: Group, above: frozenset[int]) -> Iterator[PathPattern]:
        inside = above | {group.start}
        for element in group.elements:
            yield from self._element(element, group.start, inside)

    def _element(self, element: Element, own: int, inside: frozenset[int]) -> Iterator[PathPattern]:
        match element:
            case TriplePattern():
                yield self._pattern(element, own, inside)
            case Filter(expression) | Bind(expression):
                yield from self._expression(expression, inside)
            case Group():
                yield from self._group(element, inside)
            case Nested("OPTIONAL", group):
                yield from self._group(group, inside)
            case Union(branches):
                for branch in branches:
                    yield from self._group(branch, inside)
            case Query():
                yield from self.query(element)
            case Values() | Nested():
                _give_up(element)
            case _:
                assert_never(element)

    def _expression(self, node: Expression, inside: frozenset[int]) -> Iterator[PathPattern]:
        match node:
            case Token():
                pass
            case Operation(operands=operands):
                for operand in operands:
                    yield from self._expression(operand, inside)
            case Exists(group):
                yield from self._group(group, inside)
            case _:
                assert_never(node)

    def _pattern(self, one: TriplePattern, own: int, inside: frozenset[int]) -> PathPattern:
        path = None if isinstance(one.verb, Token) and one.verb.name else self._path(one.verb)
        return PathPattern(self._term(one.subject), path, self._term(one.object), own, inside)

    def _path(self, verb: Verb) -> Path:
        if isinstance(verb, Token):
            return predicate_path(TYPE if verb.text == "a" else ox.NamedNode(self._full(verb)))
        if verb.sign == "!":
            _give_up("a negated property set")
        return Path(verb.sign, tuple(map(self._path, verb.parts)))

    def _term(self, token: Token) -> str:
        if token.kind in ("iri", "name"):
            return f"<{self._full(token)}>"
        return '"' if token.kind == "literal" else f"?{token.name or token.text}"

    def _full(self, token: Token) -> str:
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix not in self._prefixes:
                _give_up(f"the prefix {prefix}")
            return self._prefixes[prefix] + local.replace("\\", "")
        if ":" not in token.text or "\\" in token.text:
            _give_up("a relative IRI")
        return token.text[1:-1]


def _give_up(at: object) -> NoReturn:
    raise ValueError(at)
