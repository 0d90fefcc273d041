"""Pre-binding for all focus nodes at once (SHACL appendix A).

Pre-binding joins every basic graph pattern of a query with the values of the pre-bound variables.
Joined with *all* focus nodes instead of one, the query returns the solutions of all of them, as
long as nothing in it counts, cuts or hides across focus nodes. A group that reads ``$this`` in an
expression without binding it gets the pattern of the focus nodes; so does the outermost group.
Where that is not exact, the query runs once for each focus node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from foc_graph.sparql.mistakes import not_sparql
from foc_graph.sparql.parser import parse
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
    parts,
    variables,
    walk,
)
from foc_graph.sparql.tokens import Token, substitute, unclosed_bracket
from foc_graph.sparql.triples_parser import SparqlSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.sparql.syntax import Element, Expression, Node

#: What to do without the keywords that pre-binding does not allow (SHACL appendix A).
_REFUSED = {
    "MINUS": "use FILTER NOT EXISTS",
    "SERVICE": "bring the data into the graph",
    "VALUES": "use FILTER with IN",
}

#: Functions that look at a term rather than at its value (SPARQL 1.1, section 17.4).
_TERM_FUNCTIONS = frozenset(
    {"STR", "BOUND", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "LANG", "DATATYPE"}
)


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

    text: str
    query: Query
    names: frozenset[str]
    functions: tuple[str, str] | None = None

    @property
    def at_once(self) -> bool:
        """Whether one run over all focus nodes gives what one run for each would give."""
        inside = list(walk(self.query))
        hidden = any(
            isinstance(inner, Query)
            for exists in inside
            if isinstance(exists, Exists)
            for inner in walk(exists)
        )
        return not hidden and not any(isinstance(n, Query) and n.modifiers.cuts for n in inside)

    def bind_all(self, focus: str, constants: Mapping[str, str]) -> str:
        """Return the query joined with a pattern of all focus nodes, and with constants."""
        outermost, *others = (g for g in _own_groups(self.query.group) if not g.is_sub_query)
        lacking = [outermost, *(group for group in others if _lacks(group, self.names))]
        wanted = {group.start: f" {focus} " for group in lacking}
        return self._insert(wanted, constants)

    def bind_one(self, constants: Mapping[str, str]) -> str:
        """Return the query joined with constants, one of which is the focus node."""
        return self._insert({}, constants)

    def _insert(self, wanted: Mapping[int, str], constants: Mapping[str, str]) -> str:
        fixed = " ".join(constants.values())
        inserted = [
            (group.start, group.start, f" {fixed} {wanted.get(group.start, '')}")
            for group in walk(self.query.group)
            if isinstance(group, Group) and not group.is_sub_query
        ]
        text = self.text
        for start, end, piece in sorted([*inserted, *self._undisguised()], reverse=True):
            text = text[:start] + piece + text[end:]
        return text

    def _undisguised(self) -> Iterator[tuple[int, int, str]]:
        """Yield the edits after which expressions see the values that were written."""
        if self.functions is None:
            return
        value, datatype = self.functions
        for node in walk(self.query.group):
            # BIND(?one AS ?other) hands a term on
            if isinstance(node, Filter) or (
                isinstance(node, Bind) and not isinstance(node.expression, Token)
            ):
                for token in _operands(node.expression):
                    new = datatype if token.keyword else f"{value}(?{token.name})"
                    yield token.start, token.end, new


def prepare(
    text: str,
    path: str | None,
    names: Iterable[str],
    functions: tuple[str, str] | None = None,
) -> PreboundQuery:
    """Check a query against the restrictions of pre-binding, and put the path in.

    ``names`` are the potentially pre-bound variables that it has to return (``this``…).

    Raises:
        RefusedQueryError: the query is not SPARQL, or uses what SHACL forbids there.

    """
    bound = substitute(text, {"PATH": path})
    if path is None and bound != text:
        raise RefusedQueryError("uses $PATH in a node shape", "write the path itself")
    try:
        query = parse(bound)
    except SparqlSyntaxError as error:
        if unclosed_bracket(text) is not None:
            raise RefusedQueryError("has brackets that do not match", "mend the query") from error
        raise RefusedQueryError(*not_sparql(text, error)) from error
    prebound = frozenset(names)
    _refuse(query, prebound)
    return PreboundQuery(bound, query, prebound & {"this", "value"}, functions)


def _own_groups(*nodes: Node) -> Iterator[Group]:
    """Yield the groups in nodes, outermost first, but for those of EXISTS."""
    for node in nodes:
        if isinstance(node, Group):
            yield node
        if not isinstance(node, Exists):
            yield from _own_groups(*parts(node))


def _lacks(group: Group, names: frozenset[str]) -> bool:
    """Whether an expression of a group reads one of the variables where it is not bound."""
    bound: set[str] = set()
    filtered: set[str] = set()
    for element in group.elements:
        if isinstance(element, Filter):
            filtered |= variables(element)
        if isinstance(element, Bind) and names & variables(element.expression) - bound:
            return True
        bound |= _bound(element)
    return not names.isdisjoint(filtered - bound)


def _bound(element: Element) -> set[str]:
    """Return the variables that are certain to be bound by a part of a group."""
    match element:
        case TriplePattern():
            return variables(element)
        case Group(elements=elements):
            return set().union(*map(_bound, elements))
        case Union(branches):
            return set.intersection(*map(_bound, branches))
        case Nested("GRAPH", group, name):
            return _bound(group) | ({name.name} if name else set())
        case Query(group=group, projected=projected):
            return _bound(group) & projected
        case Nested() | Filter() | Bind() | Values():
            return set()
        case _:
            assert_never(element)


def _operands(node: Expression) -> Iterator[Token]:
    """Yield the variables whose values an expression uses, and the names of DATATYPE in it."""
    match node:
        case Token():
            yield from [node] * bool(node.name)
        case Operation(name, operands):
            yield from [name] * (name.keyword == "DATATYPE")
            for operand in operands:
                if not (isinstance(operand, Token) and name.keyword in _TERM_FUNCTIONS):
                    yield from _operands(operand)
        case Exists():
            pass
        case _:
            assert_never(node)


def _refuse(query: Query, names: frozenset[str]) -> None:
    reserved = names | {"shapesGraph", "currentShape"}
    inside = list(walk(query))
    words: set[str] = {node.keyword for node in inside if isinstance(node, Nested)}
    words |= {"VALUES" for node in inside if isinstance(node, Values)}
    for word, fix in _REFUSED.items():
        if word in words:
            raise RefusedQueryError(f"uses {word}, which SHACL does not allow", fix)
    for node in inside:
        if isinstance(node, Bind) and node.variable.name in reserved:
            what = f"assigns ${node.variable.name}, which is given"
            raise RefusedQueryError(what, "choose another name for the result")
    for node in inside:
        # Sub-queries return every potentially pre-bound variable, and name it (W3C suite).
        if isinstance(node, Query) and node is not query and (hidden := names - node.projected):
            what = f"has a sub-query that does not return ${min(hidden)}"
            raise RefusedQueryError(what, "add it behind SELECT")
    if query.form == "SELECT" and query.selected and "this" not in query.projected:
        raise RefusedQueryError("does not return $this", "write SELECT $this ?value …")
