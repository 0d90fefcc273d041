"""``<`` and ``<=`` of SPARQL 1.1 (section 17.3) between two literals as written."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.lexical import INTEGERS, is_well_typed
from foc_graph.validation.terms import XSD

if TYPE_CHECKING:
    from foc_graph.validation.terms import Term

_BOOLEAN = XSD + "boolean"
_EXACT = INTEGERS | {XSD + "decimal"}
_EMPTY = ox.Store()


def holds(left: Term, sign: str, right: Term) -> bool:
    """Whether ``left < right`` (or ``<=``) is true; False where they cannot be compared."""
    if not isinstance(left, ox.Literal) or not isinstance(right, ox.Literal):
        return False
    if left.language or right.language or not (is_well_typed(left) and is_well_typed(right)):
        return False
    for key in (_boolean, _number):
        a, b = key(left), key(right)
        if a is not None and b is not None:
            return a < b or (sign == "<=" and a == b)
    return _ask(left, sign, right)


def _boolean(literal: ox.Literal) -> int | None:
    """Return 0 or 1 for booleans, which the store does not order (SPARQL 1.1 does)."""
    return int(literal.value in ("true", "1")) if literal.datatype.value == _BOOLEAN else None


def _number(literal: ox.Literal) -> Decimal | None:
    """Return exact numbers of any size; those of the store end at 64 bits."""
    return Decimal(literal.value) if literal.datatype.value in _EXACT else None


@lru_cache(maxsize=10_000)
def _ask(left: ox.Literal, sign: str, right: ox.Literal) -> bool:
    return bool(_EMPTY.query(f"ASK {{ FILTER({left} {sign} {right}) }}"))
