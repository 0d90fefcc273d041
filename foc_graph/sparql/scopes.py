"""What SPARQL asks of a query besides the grammar: where variables and blank nodes may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from foc_graph.sparql.expression_parser import AGGREGATES
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
    variables,
    walk,
)
from foc_graph.sparql.tokens import Token
from foc_graph.sparql.triples_parser import SparqlSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.sparql.syntax import Element, Expression


def check_scopes(query: Query) -> None:
    """Check what the notes below the grammar ask (SPARQL 1.1 Query, 19.8, notes 10 to 13).

    Raises:
        SparqlSyntaxError: a blank node label in two basic graph patterns, a name given to a
            variable that has one, or a variable selected that is not grouped.

    """
    block = 0
    blocks: dict[str, int] = {}
    for node in walk(query):
        if isinstance(node, Query):
            _check_selected(node)
        elif isinstance(node, Group):
            _check_assigned(node)
            block = _check_labels(node, block, blocks)


def _check_labels(group: Group, block: int, blocks: dict[str, int]) -> int:
    """Number the basic graph patterns; FILTER does not end one (5.1)."""
    block += 1
    for element in group.elements:
        if not isinstance(element, TriplePattern | Filter):
            block += 1
        elif isinstance(element, TriplePattern):
            for term in (element.subject, element.object):
                if term.kind == "blank" and blocks.setdefault(term.text, block) != block:
                    raise SparqlSyntaxError(term.start)
    return block


def _check_assigned(group: Group) -> None:
    for number, element in enumerate(group.elements):
        if isinstance(element, Bind):
            _check_new(element, in_scope(*group.elements[:number]))


def _check_new(assigned: Bind, known: set[str]) -> None:
    if assigned.variable.name in known:
        raise SparqlSyntaxError(assigned.variable.start)


def _check_selected(query: Query) -> None:
    after = query.modifiers
    expressions = (*query.selected, *after.having, *after.order_by)
    if after.group_by or any(_is_aggregate(node) for node in walk(*expressions)):
        _check_grouped(query)
    known = in_scope(query.group) if any(isinstance(one, Bind) for one in query.selected) else set()
    for one in query.selected:
        if isinstance(one, Bind):
            _check_new(one, known)
            known.add(one.variable.name)


def _check_grouped(query: Query) -> None:
    if query.form == "SELECT" and not query.selected:
        raise SparqlSyntaxError(query.head[0])
    grouped = {one.variable.name if isinstance(one, Bind) else getattr(one, "name", "")
               for one in query.modifiers.group_by}  # fmt: skip
    for one in query.selected:
        for name in _free(one.expression if isinstance(one, Bind) else one):
            if name.name not in grouped:
                raise SparqlSyntaxError(name.start)
        if isinstance(one, Bind):
            grouped.add(one.variable.name)


def _is_aggregate(node: object) -> bool:
    return isinstance(node, Operation) and node.name.keyword in AGGREGATES


def _free(node: Expression) -> Iterator[Token]:
    """Yield the variables in an expression that stand in no aggregate."""
    match node:
        case Token():
            yield from [node] * bool(node.name)
        case Operation(operands=operands):
            if not _is_aggregate(node):
                for operand in operands:
                    yield from _free(operand)
        case Exists():
            pass
        case _:
            assert_never(node)


def in_scope(*elements: Element) -> set[str]:
    """Return the variables that parts of a group bring into scope (18.2.1)."""
    return set().union(*map(_in_scope, elements))


def _in_scope(element: Element) -> set[str]:
    match element:
        case (TriplePattern() as one) | Bind(variable=one):
            return variables(one)
        case Filter() | Nested(keyword="MINUS"):
            return set()
        case Values(names):
            return variables(*names)
        case Group(elements=inner) | Union(branches=inner):
            return in_scope(*inner)
        case Nested(group=group, name=name):
            return in_scope(group) | (variables(name) if name else set())
        case Query(group=group, projected=names, values=values):
            return names or in_scope(group, *([values] if values else []))
        case _:
            assert_never(element)
