"""What was probably meant: the name that exists and looks like the one that does not.

Asked for only where there is a result: a class, property or id that nothing describes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.shapes.model import Closed, HasValue, ValueTest
from foc_graph.validation.terms import TYPE, sh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.validation.report import Result
    from foc_graph.validation.shapes.model import Shapes
    from foc_graph.validation.terms import Term

#: Two names are alike from this share of common characters on, and differ by so many in length.
_ALIKE = 0.75
_LONGER = 3

#: So many names are looked for in one run: a run with more unknown names has another mistake.
_MOST = 50

_LAST = re.compile(r"[^/#:]*$")

_CLOSED, _MISSING = sh("ClosedConstraintComponent"), sh("MinCountConstraintComponent")


class Hints:
    """Looks for names among those that the data and the shapes know."""

    def __init__(
        self, quads: Iterable[ox.Quad], shapes: Shapes, shorten: Callable[[str], str]
    ) -> None:
        self._quads = quads
        self._shapes = shapes
        self._shorten = shorten
        self._found: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def of(self, result: Result) -> str | None:
        """Return "did you mean …?" for a result, or None."""
        wrong, choices = self._question(result)
        if wrong is None:
            return None
        name = self._closest(wrong, tuple(choices))
        if name is None:
            return None
        if result.component == _MISSING and result.path and result.path.iri:
            return f"{self._shorten(wrong)}: did you mean {self._shorten(name)}?"
        return f"did you mean {self._shorten(name)}?"

    def _question(self, result: Result) -> tuple[str | None, Iterable[str]]:
        """Return the name that may be misspelt, and those that it may stand for."""
        path = result.path.iri if result.path else None
        if result.component == _CLOSED and path is not None:
            return (None if path.value in self._terms else path.value), self._wanted(result)
        if result.component == _MISSING and path is not None:
            used = [p for p in self._predicates.get(result.focus_node, ()) if p not in self._terms]
            near = next((p for p in used if _alike(_local(p), _local(path.value))), None)
            return near, [path.value]
        if isinstance(result.value, ox.NamedNode) and result.value.value not in self._known:
            return result.value.value, self._wanted(result)
        return None, ()

    def _wanted(self, result: Result) -> Iterator[str]:
        """Yield the names that the shape itself gives: properties, or values of a list."""
        shape = self._shapes.by_node.get(result.source_shape)
        for constraint in shape.constraints if shape else ():
            terms: tuple[Term, ...] = ()
            if isinstance(constraint, Closed):
                terms = constraint.allowed
            elif isinstance(constraint, HasValue):
                terms = (constraint.term,)
            elif isinstance(constraint, ValueTest) and constraint.kind == "In":
                terms = constraint.operand
            yield from (term.value for term in terms if isinstance(term, ox.NamedNode))

    def _closest(self, wrong: str, choices: tuple[str, ...]) -> str | None:
        key = (wrong, choices)
        if key not in self._found:
            if len(self._found) >= _MOST:
                return None
            self._found[key] = self._look(wrong, choices)
        return self._found[key]

    def _look(self, wrong: str, choices: tuple[str, ...]) -> str | None:
        """Return the closest of the choices, else of what is described in the same namespace."""
        start, name = wrong[: -len(_local(wrong)) or None], _local(wrong)
        there = choices or tuple(self._described.get(start, ()))
        near = [
            (SequenceMatcher(None, name, _local(one)).ratio(), one)
            for one in there
            if one != wrong and _alike(name, _local(one))
        ]
        return max(near)[1] if near else None

    @cached_property
    def _known(self) -> set[str]:
        """Every IRI that something is said of."""
        return {q.subject.value for q in self._quads if isinstance(q.subject, ox.NamedNode)}

    @cached_property
    def _terms(self) -> set[str]:
        """Every IRI that may well be a property: described in the data, or named in a shape."""
        named = {q.object.value for q in self._shapes.quads if isinstance(q.object, ox.NamedNode)}
        return self._known | named

    @cached_property
    def _described(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self._known):
            found[iri[: -len(_local(iri)) or None]].append(iri)
        return found

    @cached_property
    def _predicates(self) -> dict[Term, list[str]]:
        found: dict[Term, list[str]] = defaultdict(list)
        for quad in self._quads:
            if quad.predicate != TYPE:
                found[quad.subject].append(quad.predicate.value)  # type: ignore[index]
        return found


def _local(iri: str) -> str:
    match = _LAST.search(iri)
    return match[0] if match else ""


def _alike(one: str, other: str) -> bool:
    if not one or abs(len(one) - len(other)) > _LONGER:
        return False
    matcher = SequenceMatcher(None, one, other)
    return (
        matcher.real_quick_ratio() >= _ALIKE
        and matcher.quick_ratio() >= _ALIKE
        and (matcher.ratio() >= _ALIKE)
    )
