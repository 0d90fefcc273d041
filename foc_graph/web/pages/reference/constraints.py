"""SHACL constraints in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import Term, local_name
from foc_graph.shacl.shapes.model import (
    Closed,
    Constraint,
    CountConstraint,
    HasValue,
    Logic,
    Pair,
    Qualified,
    Shape,
    Sparql,
    UniqueLang,
    ValueTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foc_graph.rdf.prefixes import PrefixMap

#: Kind of value test -> how it reads; ``{}`` is the operand.
VALUE_TESTS = {
    "Class": "a {}",
    "Datatype": "{}",
    "NodeKind": "{}",
    "MinInclusive": "from {}",
    "MaxInclusive": "up to {}",
    "MinExclusive": "more than {}",
    "MaxExclusive": "less than {}",
    "MinLength": "at least {} characters",
    "MaxLength": "at most {} characters",
    "Pattern": "like {}",
    "LanguageIn": "in {}",
    "In": "one of {}",
}
NODE_KINDS = {
    "IRI": "an IRI",
    "BlankNode": "a blank node",
    "Literal": "a literal",
    "BlankNodeOrIRI": "a node",
    "BlankNodeOrLiteral": "a blank node or literal",
    "IRIOrLiteral": "an IRI or literal",
}
LOGIC = {
    "And": "all of: {}",
    "Or": "any of: {}",
    "Xone": "exactly one of: {}",
    "Not": "not: {}",
    "Node": "as {}",
}
PAIRS = {
    "Equals": "the same as {}",
    "Disjoint": "none of {}",
    "LessThan": "less than {}",
    "LessThanOrEquals": "at most {}",
}
#: Members of a list that are named.
_MOST = 12


def cardinality(shape: Shape) -> str:
    """Return how many values a property may have: ``1``, ``0..1``, ``1..*``."""
    counts = {c.kind: c.limit for c in shape.constraints if isinstance(c, CountConstraint)}
    least, most = counts.get("MinCount", 0), counts.get("MaxCount")
    if least == most:
        return str(least)
    return f"{least}..{'*' if most is None else most}"


def in_words(prefixes: PrefixMap, shape: Shape) -> Iterable[str]:
    """Say what each constraint of a shape asks of the values; counts are said elsewhere."""
    for constraint in shape.constraints:
        for kind, say in SAY.items():
            if isinstance(constraint, kind):
                yield say(prefixes, constraint)


def _value_test(prefixes: PrefixMap, test: ValueTest) -> str:
    if test.kind == "NodeKind":
        return NODE_KINDS.get(local_name(str(test.operand[0]).strip("<>")), "a node")
    words = [_term(prefixes, term) for term in test.operand[:_MOST]]
    words += ["…"] if len(test.operand) > _MOST else []
    return VALUE_TESTS.get(test.kind, f"{test.kind} {{}}").format(", ".join(words))


def _logic(prefixes: PrefixMap, logic: Logic) -> str:
    named = [m for m in logic.members if isinstance(m, ox.NamedNode)]
    words = [_term(prefixes, member) for member in named]
    words += ["conditions without a name"] if len(named) < len(logic.members) else []
    return LOGIC[logic.kind].format(", ".join(words))


def _qualified(prefixes: PrefixMap, found: Qualified) -> str:
    side = "at least" if found.kind.endswith("MinCount") else "at most"
    named = isinstance(found.shape, ox.NamedNode)
    return f"{side} {found.limit} {f'as {_term(prefixes, found.shape)}' if named else 'of a kind'}"


def _term(prefixes: PrefixMap, term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return prefixes.shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


#: Class of constraint -> its words. Counts and properties are said in columns of their own.
SAY: dict[type[Constraint], Callable[..., str]] = {
    ValueTest: _value_test,
    Logic: _logic,
    Qualified: _qualified,
    HasValue: lambda prefixes, found: f"has the value {_term(prefixes, found.term)}",
    Pair: lambda prefixes, found: PAIRS[found.kind].format(_term(prefixes, found.predicate)),
    UniqueLang: lambda *_: "one a language",
    Closed: lambda *_: "no other properties",
    Sparql: lambda *_: "a query finds none",
}
