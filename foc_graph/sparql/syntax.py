"""The syntax tree of a SPARQL 1.1 query (SPARQL 1.1 Query, section 19.8).

Each leaf is a token, which knows its place in the text. Triple patterns stand one by one, as
section 4.2 spells them out: what is between brackets has become a blank node, whose token is
named after the place where the bracket opens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, assert_never

from foc_graph.sparql.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, eq=False)
class PathExpression:
    """A property path of more than a predicate (9.1). ``sign`` is one of ``/ | ^ * + ? !``."""

    sign: str
    parts: tuple[Verb, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TriplePattern:
    """A triple pattern, or a property path pattern."""

    subject: Token
    verb: Verb
    object: Token


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """An operator, a function or an aggregate, by its sign or name, and what it is applied to."""

    name: Token
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Exists:
    """EXISTS, or NOT EXISTS."""

    group: Group


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """FILTER."""

    expression: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Bind:
    """An expression AS a variable: of BIND, SELECT or GROUP BY."""

    expression: Expression
    variable: Token


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """VALUES: every row has a term, or UNDEF, for each variable."""

    variables: tuple[Token, ...]
    rows: tuple[tuple[Token, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group graph pattern; ``start`` and ``end`` are those of the text between its brackets."""

    start: int
    end: int
    elements: tuple[Element, ...]

    @property
    def is_sub_query(self) -> bool:
        """Whether it holds a sub-query, which is then all it holds."""
        return any(isinstance(element, Query) for element in self.elements)


@dataclass(frozen=True, slots=True, eq=False)
class Union:
    """Groups with UNION between them."""

    branches: tuple[Group, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Nested:
    """A group behind a keyword; GRAPH and SERVICE have a ``name`` in between."""

    keyword: Literal["OPTIONAL", "MINUS", "GRAPH", "SERVICE"]
    group: Group
    name: Token | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Modifiers:
    """Solution modifiers; ``cuts`` are the numbers behind LIMIT and OFFSET."""

    group_by: tuple[Expression | Bind, ...] = ()
    having: tuple[Expression, ...] = ()
    order_by: tuple[Expression, ...] = ()
    cuts: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A query or a sub-query.

    ``head`` is where the query form stands with what it selects or constructs. ``selected`` is
    what SELECT or DESCRIBE names: nothing where that is ``*``. ``graphs`` are those of FROM.
    """

    form: str
    head: tuple[int, int]
    selected: tuple[Token | Bind, ...]
    template: tuple[TriplePattern, ...]
    graphs: tuple[Token, ...]
    group: Group
    modifiers: Modifiers
    values: Values | None = None
    base: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)

    @property
    def projected(self) -> set[str]:
        """The variables that SELECT names."""
        return {one.variable.name if isinstance(one, Bind) else one.name for one in self.selected}

    def variables(self) -> set[str]:
        """Return the name of every variable."""
        return variables(self)


#: A term is a token of the kind variable, iri, name, blank or literal.
Expression = Token | Operation | Exists
Verb = Token | PathExpression
Element = TriplePattern | Filter | Bind | Values | Group | Union | Nested | Query
Node = Expression | Verb | Element


def parts(node: Node) -> tuple[Node, ...]:
    """Return what a node is made of, in the order of the text."""
    found: tuple[Node, ...]
    match node:
        case Token():
            found = ()
        case PathExpression(parts=inner) | Operation(operands=inner):
            found = inner
        case Group(elements=inner) | Union(branches=inner):
            found = inner
        case TriplePattern(subject, verb, value):
            found = subject, verb, value
        case Exists(group=inner) | Filter(expression=inner):
            found = (inner,)
        case Bind(expression, variable):
            found = expression, variable
        case Values(names, rows):
            found = names + sum(rows, ())
        case Nested(group=group, name=name):
            found = (name, group) if name else (group,)
        case Query():
            found = _parts_of_query(node)
        case _:
            assert_never(node)
    return found


def _parts_of_query(query: Query) -> tuple[Node, ...]:
    after = query.modifiers
    values = (query.values,) if query.values else ()
    return (
        *query.selected, *query.template, *query.graphs, query.group,
        *after.group_by, *after.having, *after.order_by, *after.cuts, *values,
    )  # fmt: skip


def walk(*nodes: Node) -> Iterator[Node]:
    """Yield nodes and everything inside, in the order of the text."""
    todo = list(nodes[::-1])
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, Token):
            todo += parts(node)[::-1]


def variables(*nodes: Node) -> set[str]:
    """Return the names of the variables in nodes, at any depth."""
    return {node.name for node in walk(*nodes) if isinstance(node, Token) and node.name}
