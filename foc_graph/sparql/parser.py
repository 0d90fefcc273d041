"""SPARQL text -> its syntax tree (SPARQL 1.1 Query, 19.8), by recursive descent.

No library gives one: rdflib's tree has no places and takes twenty times as long, sparqlkit (Lark)
a second a query, and tree-sitter-sparql takes a third of what the W3C tests refuse.
A parameter or SHACL's ``$PATH`` is a variable here; put in what it stands for with `substitute`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from foc_graph.sparql.expression_parser import ExpressionParser
from foc_graph.sparql.scopes import check_scopes
from foc_graph.sparql.syntax import (
    Bind,
    Filter,
    Group,
    Modifiers,
    Nested,
    Query,
    Union,
    Values,
)
from foc_graph.sparql.triples_parser import SparqlSyntaxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal, TypeVar

    from foc_graph.sparql.syntax import Element, Expression, TriplePattern
    from foc_graph.sparql.tokens import Token

    Item = TypeVar("Item")

#: What begins with a word in a group.
_WORDS = frozenset({"FILTER", "BIND", "VALUES", "OPTIONAL", "MINUS", "GRAPH", "SERVICE"})

#: What may follow a list without commas.
_AFTER = frozenset(
    {"{", "}", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
)


def parse(text: str) -> Query:
    """Return the syntax tree of a query.

    Raises:
        SparqlSyntaxError: it is no query of SPARQL 1.1 (an update is none), or nested too deeply.

    """
    parser = QueryParser(text)
    try:
        query = parser.query()
        check_scopes(query)
    except RecursionError:
        raise SparqlSyntaxError(parser.token.start) from None
    return query


class QueryParser(ExpressionParser):
    """Reads groups, and the query around them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.base: str | None = None
        self.prefixes: dict[str, str] = {}

    def query(self) -> Query:
        """Read the whole text."""
        self._prologue()
        query = self._query()
        if self.token.kind != "end":
            self.fail()
        return query

    def _prologue(self) -> None:
        while True:
            if self.accept("BASE"):
                self.base = self.expect_kind("iri").text[1:-1]
            elif self.accept("PREFIX"):
                name = self.expect_kind("name")
                if name.text.index(":") != len(name.text) - 1:
                    self.fail(name)
                self.prefixes[name.text[:-1]] = self.expect_kind("iri").text[1:-1]
            else:
                return

    def _query(self, *, is_inner: bool = False) -> Query:
        start, form = self.token.start, self.token.keyword
        selected, template = self._head(form)
        head = (start, self.token.start)
        graphs = () if is_inner else tuple(self._graphs())
        if form == "CONSTRUCT" and template is None:
            self.expect("WHERE")
            group = template = self._template()
        else:
            group = self._where(form)
        triples = cast("tuple[TriplePattern, ...]", template.elements) if template else ()
        modifiers = self._modifiers()
        values = self._values() if self.accept("VALUES") else None
        return Query(
            form, head, selected, triples, graphs, group, modifiers, values,
            self.base, self.prefixes,
        )  # fmt: skip

    def _head(self, form: str) -> tuple[tuple[Token | Bind, ...], Group | None]:
        """Read the query form with what it selects, and the template of CONSTRUCT if given."""
        self.next()
        if form == "SELECT":
            _ = self.accept("DISTINCT") or self.accept("REDUCED")
        elif form in ("ASK", "CONSTRUCT"):
            is_long = form == "CONSTRUCT" and self.token.text == "{"
            return (), self._template() if is_long else None
        elif form != "DESCRIBE":
            self.fail(self.previous)
        read = self._selected if form == "SELECT" else self.variable_or_iri
        return () if self.accept("*") else self._some(read), None

    def _selected(self) -> Token | Bind:
        if not self.accept("("):
            return self.variable()
        return self._assignment()

    def _assignment(self) -> Bind:
        """Read an expression with its name, up to the bracket behind."""
        expression = self.expression()
        self.expect("AS")
        found = Bind(expression, self.variable())
        self.expect(")")
        return found

    def _graphs(self) -> Iterator[Token]:
        while self.accept("FROM"):
            self.accept("NAMED")
            yield self.iri()

    def _template(self) -> Group:
        self.in_template = True
        start = self.expect("{").end
        found: list[TriplePattern] = []
        while self.token.text != "}":
            found += self.triples()
            if not self.accept("."):
                break
        self.in_template = False
        return Group(start, self.expect("}").start, tuple(found))

    def _where(self, form: str) -> Group:
        is_there = self.accept("WHERE")
        if form == "DESCRIBE" and not is_there and self.token.text != "{":
            return Group(self.token.start, self.token.start, ())
        return self.group()

    def group(self) -> Group:
        """Read ``{ … }``."""
        start = self.expect("{").end
        is_query = self.token.keyword == "SELECT"
        elements = [self._query(is_inner=True)] if is_query else self._elements()
        return Group(start, self.expect("}").start, tuple(elements))

    def _elements(self) -> list[Element]:
        found: list[Element] = []
        while self.token.text != "}":
            if (element := self._other()) is not None:
                found.append(element)
                self.accept(".")
                continue
            found += self.triples()
            if not self.accept(".") and not self._at_other():
                break
        return found

    def _at_other(self) -> bool:
        return self.token.text == "{" or self.token.keyword in _WORDS

    def _other(self) -> Element | None:
        """Read what is no triple pattern, if it comes next."""
        if not self._at_other():
            return None
        if self.token.text == "{":
            return self._union()
        word = self.next().keyword
        if word == "FILTER":
            return Filter(self.constraint())
        if word == "VALUES":
            return self._values()
        if word == "BIND":
            self.expect("(")
            return self._assignment()
        return self._nested(word)

    def _nested(self, word: str) -> Nested:
        if word == "SERVICE":
            self.accept("SILENT")
        name = self.variable_or_iri() if word in ("GRAPH", "SERVICE") else None
        keyword = cast('Literal["OPTIONAL", "MINUS", "GRAPH", "SERVICE"]', word)
        return Nested(keyword, self.group(), name)

    def _union(self) -> Group | Union:
        branches = [self.group()]
        while self.accept("UNION"):
            branches.append(self.group())
        return branches[0] if len(branches) == 1 else Union(tuple(branches))

    def _values(self) -> Values:
        if self.token.kind == "variable":
            name = self.next()
            self.expect("{")
            return Values((name,), tuple((value,) for value in self._until("}", self._value)))
        self.expect("(")
        names = self._until(")", self.variable)
        self.expect("{")
        return Values(names, self._until("}", lambda: self._row(len(names))))

    def _row(self, length: int) -> tuple[Token, ...]:
        opening = self.expect("(")
        row = self._until(")", self._value)
        if len(row) != length:
            self.fail(opening)
        return row

    def _value(self) -> Token:
        if self.token.kind in ("iri", "name") or self.token.keyword == "UNDEF":
            return self.next()
        return self.literal()

    def _modifiers(self) -> Modifiers:
        group_by = self._listed("GROUP", self._grouped)
        having = self._some(self.constraint) if self.accept("HAVING") else ()
        order_by = self._listed("ORDER", self._ordered)
        cuts: dict[str, Token] = {}
        while self.token.keyword in {"LIMIT", "OFFSET"} - cuts.keys():
            word = self.next().keyword
            cuts[word] = self.expect_kind("number")
            if not cuts[word].text.isdigit():
                self.fail(cuts[word])
        return Modifiers(group_by, having, order_by, tuple(cuts.values()))

    def _listed(self, word: str, read: Callable[[], Item]) -> tuple[Item, ...]:
        if not self.accept(word):
            return ()
        self.expect("BY")
        return self._some(read)

    def _grouped(self) -> Expression | Bind:
        if self.token.kind == "variable":
            return self.next()
        if not self.accept("("):
            return self.constraint()
        expression = self.expression()
        named = Bind(expression, self.variable()) if self.accept("AS") else expression
        self.expect(")")
        return named

    def _ordered(self) -> Expression:
        if self.accept("ASC") or self.accept("DESC"):
            return self.bracketed()
        return self.next() if self.token.kind == "variable" else self.constraint()

    def _some(self, read: Callable[[], Item]) -> tuple[Item, ...]:
        """Read one or more, up to what may follow them."""
        found = [read()]
        while self.token.kind != "end" and (self.token.keyword or self.token.text) not in _AFTER:
            found.append(read())
        return tuple(found)

    def _until(self, closing: str, read: Callable[[], Item]) -> tuple[Item, ...]:
        found: list[Item] = []
        while not self.accept(closing):
            found.append(read())
        return tuple(found)
