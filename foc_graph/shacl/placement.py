"""Where the findings of a run stand. Only what is reported is looked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.positions.derived import Derivation
from foc_graph.rdf.datatypes import lexical_problem
from foc_graph.rdf.terms import VIOLATION, rank, sh
from foc_graph.shacl.hints import Hints
from foc_graph.shacl.locator import Locator
from foc_graph.shacl.report import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.run_data import RunData
    from foc_graph.shacl.shapes.model import Shapes

#: Results that say of an ill-typed literal what reading it says, too.
_SAME = frozenset(sh(f"{n}ConstraintComponent") for n in ("Datatype", "Or", "Xone", "And", "Node"))


class Placement:
    """Gives findings their places. Making one costs nothing; the first finding reads files."""

    def __init__(self, data: RunData, shapes: Shapes) -> None:
        self._data = data
        self._shapes = shapes

    def result(self, result: Result) -> Result:
        """Return a result with the places of the data and of the shape, and with a hint."""
        located = self._locator.locate(result)
        shape_place = self._shapes.places.of(result.source_shape)
        # A node that is nowhere in the data was named by the shape.
        place = located.place or shape_place
        hint = self._hints.of(result)
        return replace(located, place=place, shape_place=shape_place, hint=hint)

    def at_shape(self, result: Result) -> Result:
        """Return a result about a shape itself with the place of the shape."""
        place = self._shapes.places.of(result.source_shape)
        return replace(result, place=place, shape_place=place)

    def problems(
        self, documents: Iterable[RdfDocument], results: Iterable[Result]
    ) -> Iterator[Problem]:
        """Yield what is wrong in files, but for values that a violation says more about."""
        said: set[tuple[object, object]] = {
            (result.place, result.value)
            for result in results
            if result.component in _SAME and rank(result.severity) == rank(VIOLATION)
        }
        for document in documents:
            if document.problems and document.quads:
                yield from self._ill_typed(document, said)
            else:
                yield from self._unreadable(document)

    def _unreadable(self, document: RdfDocument) -> Iterator[Problem]:
        for problem in document.problems:
            yield Problem.of_syntax(problem, self._data.source.relative(problem.path))

    def _ill_typed(
        self, document: RdfDocument, said: set[tuple[object, object]]
    ) -> Iterator[Problem]:
        for literal, place in self._locator.literals(document, lexical_problem):
            found = lexical_problem(literal)
            if found and (place, literal) not in said:
                yield Problem(place, f'"{literal.value}" {found[0]}', found[1])

    @cached_property
    def _locator(self) -> Locator:
        data = self._data
        derivation = Derivation(data.dataset) if data.dataset else None
        return Locator(data.documents, data.source.relative, data=data.graph, derivation=derivation)

    @cached_property
    def _hints(self) -> Hints:
        return Hints(self._data.graph, self._shapes, self._data.prefixes.shorten)
