"""Value ranges (SHACL 4.3): sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

import pyoxigraph as ox

from foc_graph.rdf.literals import holds
from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import TermTest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph


@dataclass(frozen=True)
class BoundConstraint(TermTest):
    """A limit that a value is compared with: ``limit sign value``, or the other way round."""

    sign: ClassVar[str]
    is_upper: ClassVar[bool]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        value = source.only(node, cls.parameters[0])
        if not isinstance(value, ox.Literal):
            source.refuse(node, cls.parameters[0], value, "give it a literal")
        yield cls((value,))

    def violated(self, run: Evaluator, name: str, _: Scope) -> str:
        """Compare; what the store does not pass is compared in Python."""
        limit, sign, value = self.terms[0], self.sign, f"?{name}"
        if self.is_upper:
            fast = comparison(value, sign, str(limit))
            exact = run.session.test(lambda term: holds(term, sign, limit))
        else:
            fast = comparison(str(limit), sign, value)
            exact = run.session.test(lambda term: holds(limit, sign, term))
        return f"IF({fast}, false, !{exact}({value}))"


def comparison(left: str, sign: str, right: str) -> str:
    """Return an expression that is true only where SPARQL 1.1 says so of this comparison.

    The store goes beyond the operators of SPARQL 1.1 in two points: it orders strings with a
    language, and an ill-typed literal is ``<=`` itself. The first is excluded here, the second,
    any term with itself, is left to the exact test.
    """
    compared = f"{left} < {right}"
    if sign == "<=":
        compared = f"({left} <= {right} && !sameTerm({left}, {right}))"
    return f'COALESCE(LANG({left}) = "" && LANG({right}) = "" && {compared}, false)'


@final
class MinExclusiveConstraint(BoundConstraint):
    """sh:minExclusive (SHACL 4.3.1)."""

    parameters = (sh("minExclusive"),)
    title = "Value too small"
    help = "Correct the value."
    message = "is not greater than {}"
    phrase = "more than {}"
    sign = "<"
    is_upper = False


@final
class MinInclusiveConstraint(BoundConstraint):
    """sh:minInclusive (SHACL 4.3.2)."""

    parameters = (sh("minInclusive"),)
    title = "Value too small"
    help = "Correct the value."
    message = "is not {} or greater"
    phrase = "from {}"
    sign = "<="
    is_upper = False


@final
class MaxExclusiveConstraint(BoundConstraint):
    """sh:maxExclusive (SHACL 4.3.3)."""

    parameters = (sh("maxExclusive"),)
    title = "Value too great"
    help = "Correct the value."
    message = "is not less than {}"
    phrase = "less than {}"
    sign = "<"
    is_upper = True


@final
class MaxInclusiveConstraint(BoundConstraint):
    """sh:maxInclusive (SHACL 4.3.4)."""

    parameters = (sh("maxInclusive"),)
    title = "Value too great"
    help = "Correct the value."
    message = "is not {} or less"
    phrase = "up to {}"
    sign = "<="
    is_upper = True
