"""The structure of a SPARQL query, as far as pre-binding needs it (SHACL appendix A).

No full parser: the store parses the query anyway and tells what is wrong with it. This finds the
groups, and which variables each group binds and reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foc_graph.sparql.tokens import Token, tokenize


@dataclass
class Group:
    """A group graph pattern ``{ … }`` or a sub-query in one.

    ``bound``: variables that its own triples, or all branches inside, certainly bind.
    ``read``: variables that its own FILTERs read, those in EXISTS included.
    ``early``: variables that a BIND reads before they are bound.
    ``exists``: the groups of its EXISTS expressions, which see what the group binds.
    ``operands``: the variables whose values its expressions use, ``datatypes``: DATATYPE in them.
    ``select``: the tokens between SELECT and the pattern, for a sub-query; ``tail``: its modifiers.
    """

    start: int
    bound: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)
    groups: list[Group] = field(default_factory=list)
    exists: list[Group] = field(default_factory=list)
    operands: list[Token] = field(default_factory=list)
    datatypes: list[Token] = field(default_factory=list)
    select: list[Token] | None = None
    tail: list[Token] = field(default_factory=list)

    def all_groups(self) -> list[Group]:
        """Return this group and everything inside, outermost first."""
        inside = (*self.groups, *self.exists)
        return [self, *(inner for group in inside for inner in group.all_groups())]

    def own_groups(self) -> list[Group]:
        """Return this group and everything inside but for EXISTS, outermost first."""
        return [self, *(inner for group in self.groups for inner in group.own_groups())]

    def lacks(self, names: set[str]) -> bool:
        """Whether an expression reads one of the variables where the group does not bind it."""
        return not names.isdisjoint((self.read - self.bound) | self.early)


@dataclass(frozen=True)
class Query:
    """A query: its tokens, the outermost group, and what stands before and behind it."""

    text: str
    tokens: list[Token]
    head: list[Token]
    group: Group
    tail: list[Token]

    def words(self) -> set[str]:
        """Return every keyword, in upper case."""
        return {token.text for token in self.tokens if token.kind == "word"}

    def variables(self) -> set[str]:
        """Return the name of every variable."""
        return {token.text for token in self.tokens if token.kind == "variable"}


class UnbalancedError(ValueError):
    """The query has no outermost group, or a bracket without its other half."""


def parse(text: str) -> Query:
    """Find the groups of a SELECT or ASK query.

    Raises:
        UnbalancedError: it has no group, or brackets do not match.

    """
    tokens = tokenize(text)
    start = next((i for i, token in enumerate(tokens) if token.text == "{"), None)
    if start is None:
        raise UnbalancedError
    reader = _GroupReader(tokens, start)
    group = reader.group()
    return Query(text, tokens, tokens[:start], group, tokens[reader.position :])


class _GroupReader:
    """Reads groups from tokens, by recursive descent."""

    def __init__(self, tokens: list[Token], position: int) -> None:
        self.tokens = tokens
        self.position = position

    def peek(self) -> Token:
        if self.position >= len(self.tokens):
            raise UnbalancedError
        return self.tokens[self.position]

    def next(self) -> Token:
        token = self.peek()
        self.position += 1
        return token

    def group(self) -> Group:
        """Read ``{ … }``; the next token is the opening bracket."""
        group = Group(self.next().end)
        if self.peek().text == "SELECT":
            return self._sub_query(group)
        while self.peek().text != "}":
            self._element(group)
        self.next()
        return group

    def _sub_query(self, group: Group) -> Group:
        group.select = []
        while self.peek().text != "{":
            group.select.append(self.next())
        inner = self.group()
        group.groups.append(inner)
        while self.peek().text != "}":
            group.tail.append(self.next())
        self.next()
        projected = {t.text for t in group.select if t.kind == "variable"}
        group.bound = inner.bound & projected
        return group

    def _element(self, group: Group) -> None:
        token = self.peek()
        if token.text == "FILTER":
            self.next()
            group.read |= self._expression(group)
        elif token.text == "BIND":
            self.next()
            group.early |= self._expression(group) - group.bound
        elif token.text == "OPTIONAL":
            self.next()
            group.groups.append(self.group())
        elif token.text == "{":
            self._union(group)
        elif token.text == "GRAPH":
            self._graph(group)
        else:
            self._triple(group)

    def _triple(self, group: Group) -> None:
        token = self.next()
        if token.kind == "variable":
            group.bound.add(token.text)

    def _union(self, group: Group) -> None:
        branches = [self.group()]
        while self.position < len(self.tokens) and self.peek().text == "UNION":
            self.next()
            branches.append(self.group())
        group.groups += branches
        group.bound |= set.intersection(*(branch.bound for branch in branches))

    def _graph(self, group: Group) -> None:
        self.next()
        name = self.next()
        inner = self.group()
        group.groups.append(inner)
        group.bound |= inner.bound
        if name.kind == "variable":
            group.bound.add(name.text)

    def _expression(self, group: Group) -> set[str]:
        """Read what follows FILTER or BIND and return the variables in it.

        That is an expression in brackets, a function call, or [NOT] EXISTS.
        """
        read: set[str] = set()
        own: list[Token] = []
        depth = 0
        while True:
            token = self.peek()
            if token.text == "{":
                read |= self._exists(group)
                own.append(_GROUP)
            else:
                own.append(self.next())
                depth += _DEPTH.get(token.text, 0) if token.kind == "other" else 0
            if depth == 0 and own[-1].text in (")", "}"):
                break
        self._note_operands(group, own)
        return read | {token.text for token in own if token.kind == "variable"}

    def _note_operands(self, group: Group, tokens: list[Token]) -> None:
        """Note the variables that an expression uses by value, not only as terms."""
        if [t.kind for t in tokens[:3]] == ["other", "variable", "word"]:
            return  # BIND(?one AS ?other) hands a term on
        functions: list[str] = []
        before = tokens[0]
        for token in tokens:
            if token.text == "(":
                functions.append(before.text if before.kind == "word" else "")
            elif token.text == ")":
                functions.pop()
            elif token.text == "DATATYPE":
                group.datatypes.append(token)
            elif token.kind == "variable" and before.text != "AS":
                group.operands += [token] * _TERM_FUNCTIONS.isdisjoint(functions[-1:])
            before = token

    def _exists(self, group: Group) -> set[str]:
        inner = self.group()
        group.exists.append(inner)
        return {name for part in inner.all_groups() for name in part.read | part.early | part.bound}


_DEPTH = {"(": 1, ")": -1}

#: Stands for an EXISTS group in the tokens of an expression.
_GROUP = Token("other", "}", 0, 0)

#: Functions that look at a term rather than at its value (SPARQL 1.1, section 17.4).
_TERM_FUNCTIONS = frozenset(
    {"STR", "BOUND", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "LANG", "DATATYPE"}
)
