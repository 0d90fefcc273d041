"""Tokens -> expressions (SPARQL 1.1 Query, 19.8, [107] to [128])."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from foc_graph.sparql.syntax import Exists, Operation
from foc_graph.sparql.triples_parser import TriplesParser

if TYPE_CHECKING:
    from foc_graph.sparql.syntax import Expression, Group
    from foc_graph.sparql.tokens import Token

#: Operator -> how closely it binds: those that bind more closely come first.
_BINDING = {
    "||": 1, "&&": 2,
    "=": 3, "!=": 3, "<": 3, ">": 3, "<=": 3, ">=": 3, "IN": 3, "NOT": 3,
    "+": 4, "-": 4, "*": 5, "/": 5,
}  # fmt: skip
_COMPARISON, _SUM, _CLOSEST = 3, 4, 6

#: How many arguments at least and at most -> the functions that take them.
_MANY = 1 << 30
_ARGUMENTS = {
    (0, 0): "NOW RAND STRUUID UUID",
    (0, 1): "BNODE",
    (0, _MANY): "COALESCE CONCAT",
    (1, 1): "ABS AVG BOUND CEIL COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IRI"
    " ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LCASE MAX MD5 MIN MINUTES MONTH ROUND SAMPLE"
    " SECONDS SHA1 SHA256 SHA384 SHA512 STR STRLEN SUM TIMEZONE TZ UCASE URI YEAR",
    (2, 2): "CONTAINS LANGMATCHES SAMETERM STRAFTER STRBEFORE STRDT STRENDS STRLANG STRSTARTS",
    (2, 3): "REGEX SUBSTR",
    (3, 3): "IF",
    (3, 4): "REPLACE",
}
_FUNCTIONS = {name: counts for counts, names in _ARGUMENTS.items() for name in names.split()}
AGGREGATES = frozenset({"AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM"})


class ExpressionParser(TriplesParser, ABC):
    """Reads expressions."""

    @abstractmethod
    def group(self) -> Group:
        """Read a group graph pattern, as EXISTS has one."""

    def expression(self, least: int = 1) -> Expression:
        """Read an expression of operators that bind at least as closely as ``least``."""
        left = self._unary()
        most = _CLOSEST
        while least <= (binding := self._binding()) <= most:
            left = self._operation(left, binding)
            # A comparison is no operand of another.
            most = binding - (binding == _COMPARISON)
        return left

    def _binding(self) -> int:
        if self.token.kind == "number":  # the sign of a number can stand for the operator
            return _SUM if self.token.text[0] in "+-" else 0
        return _BINDING.get(self.token.keyword or self.token.text, 0)

    def _operation(self, left: Expression, binding: int) -> Operation:
        if self.token.kind == "number":
            return Operation(self.token, (left, self.expression(binding + 1)))
        sign = self.next()
        if sign.keyword == "NOT":
            sign = self.expect("IN")
        elif sign.keyword != "IN":
            return Operation(sign, (left, self.expression(binding + 1)))
        return Operation(sign, (left, *self._arguments()))

    def _unary(self) -> Expression:
        if self.token.text in ("!", "+", "-"):
            return Operation(self.next(), (self._primary_expression(),))
        return self._primary_expression()

    def _primary_expression(self) -> Expression:
        if self.token.text == "(":
            return self.bracketed()
        if self.token.kind == "variable":
            return self.next()
        if self.token.kind in ("iri", "name"):
            name = self.next()
            return self._call(name) if self.token.text == "(" else name
        if self.token.kind == "word" and self.token.keyword not in ("TRUE", "FALSE"):
            return self._built_in()
        return self.literal()

    def bracketed(self) -> Expression:
        """Read an expression in brackets."""
        self.expect("(")
        inner = self.expression()
        self.expect(")")
        return inner

    def constraint(self) -> Expression:
        """Read what FILTER and HAVING take: brackets, a function or EXISTS."""
        if self.token.text == "(":
            return self.bracketed()
        if self.token.kind in ("iri", "name"):
            return self._call(self.next())
        return self._built_in()

    def _call(self, name: Token) -> Operation:
        return Operation(name, self._arguments(distinct=True))

    def _built_in(self) -> Operation | Exists:
        name = self.token
        if name.keyword in ("NOT", "EXISTS"):
            self.accept("NOT")
            self.expect("EXISTS")
            return Exists(self.group())
        least, most = _FUNCTIONS.get(name.keyword) or self.fail()
        self.next()
        given = self._aggregated(name) if name.keyword in AGGREGATES else self._arguments()
        wrong_kind = name.keyword == "BOUND" and not getattr(given[0], "name", "")
        if wrong_kind or not least <= len(given) <= most:
            self.fail(name)
        return Operation(name, given)

    def _arguments(self, *, distinct: bool = False) -> tuple[Expression, ...]:
        """Read a list in brackets, which may be empty."""
        self.expect("(")
        if self.accept(")"):
            return ()
        if distinct:
            self.accept("DISTINCT")
        found = [self.expression()]
        while self.accept(","):
            found.append(self.expression())
        self.expect(")")
        return tuple(found)

    def _aggregated(self, name: Token) -> tuple[Expression, ...]:
        self.expect("(")
        self.accept("DISTINCT")
        star = name.keyword == "COUNT" and self.token.text == "*"
        found: Expression = self.next() if star else self.expression()
        if name.keyword == "GROUP_CONCAT" and self.accept(";"):
            self.expect("SEPARATOR")
            self.expect("=")
            self.expect_kind("string")
        self.expect(")")
        return (found,)
