"""Where the findings of a run stand, and what was probably meant. Only for what is reported.

A hint is the name that exists and looks like the one that does not: a class, property or id that
nothing describes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

import pyoxigraph as ox

from foc_graph.names.likeness import Candidates, are_alike, did_you_mean, last_part
from foc_graph.positions.derived import Derivation
from foc_graph.rdf.datatypes import lexical_problem
from foc_graph.rdf.terms import TYPE, VIOLATION, rank, sh
from foc_graph.shacl.components.base import Suspect
from foc_graph.shacl.components.table import component_of
from foc_graph.shacl.locator import Locator
from foc_graph.shacl.report import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.run_data import RunData
    from foc_graph.shacl.shapes import Shapes

#: So many names are looked for in one run: a run with more unknown names has another mistake.
_MOST = 50


class Hints:
    """Looks for names among those that the data and the shapes know."""

    def __init__(self, data: DataGraph, shapes: Shapes, shorten: Callable[[str], str]) -> None:
        self._data = data
        self._shapes = shapes
        self._shorten = shorten
        self._found: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._there: dict[str, Candidates] = {}

    def of(self, result: Result) -> str | None:
        """Return "did you mean …?" for a result, or None."""
        wrong, choices = self._question(result)
        if wrong is None:
            return None
        name = self._closest(wrong, tuple(choices))
        if name is None:
            return None
        said = did_you_mean([self._shorten(name)])
        if component_of(result.component).suspect is Suspect.LIKE_PATH:
            return f"{self._shorten(wrong)}: {said}"
        return said

    def _question(self, result: Result) -> tuple[str | None, Iterable[str]]:
        """Return the name that may be misspelt, and those that it may stand for."""
        path = result.path.iri if result.path else None
        suspect = component_of(result.component).suspect
        match suspect:
            case Suspect.PATH:
                if path is not None and not self._is_term(path.value):
                    return path.value, self._wanted(result)
            case Suspect.LIKE_PATH:
                if path is not None:
                    return self._misspelt(result.focus_node, path.value), [path.value]
            case Suspect.VALUE:
                value = result.value
                if isinstance(value, ox.NamedNode) and not self._is_described(value):
                    return value.value, self._wanted(result)
            case _:
                assert_never(suspect)
        return None, ()

    def _misspelt(self, focus: Term, wanted: str) -> str | None:
        """Return an unknown property of a focus node that looks like the one it lacks."""
        used = sorted({p.value for p in self._predicates(focus) if p != TYPE})
        unknown = (iri for iri in used if not self._is_term(iri))
        return next((u for u in unknown if are_alike(last_part(u), last_part(wanted))), None)

    def _wanted(self, result: Result) -> Iterator[str]:
        """Yield the names that the shape itself gives: properties, or values of a list."""
        shape = self._shapes.by_node.get(result.source_shape)
        for constraint in shape.constraints if shape else ():
            yield from (t.value for t in constraint.choices if isinstance(t, ox.NamedNode))

    def _closest(self, wrong: str, choices: tuple[str, ...]) -> str | None:
        key = (wrong, choices)
        if key not in self._found:
            if len(self._found) >= _MOST:
                return None
            self._found[key] = self._look(wrong, choices)
        return self._found[key]

    def _look(self, wrong: str, choices: tuple[str, ...]) -> str | None:
        """Return the closest of the choices, else of what is described in the same namespace."""
        name = last_part(wrong)
        there = (
            Candidates((last_part(one), one) for one in choices)
            if choices
            else self._described(wrong.removesuffix(name))
        )
        return next(iter(there.alike(name, but=wrong)), None)

    def _is_term(self, iri: str) -> bool:
        """Whether an IRI may well be a property: described in the data, or named in a shape."""
        return iri in self._named or self._is_described(ox.NamedNode(iri))

    def _is_described(self, node: ox.NamedNode) -> bool:
        return any(True for _ in self._predicates(node))

    def _predicates(self, node: Term) -> Iterator[ox.NamedNode]:
        if not isinstance(node, ox.Literal):
            found = self._data.exact.store.quads_for_pattern(node, None, None, None)
            yield from (quad.predicate for quad in found)

    @cached_property
    def _named(self) -> set[str]:
        return {q.object.value for q in self._shapes.quads if isinstance(q.object, ox.NamedNode)}

    def _described(self, start: str) -> Candidates:
        """Return what is described in a namespace."""
        if start not in self._there:
            here = ((iri[len(start) :], iri) for iri in self._subjects if iri.startswith(start))
            self._there[start] = Candidates(one for one in here if last_part(one[0]) == one[0])
        return self._there[start]

    @cached_property
    def _subjects(self) -> list[str]:
        rows = self._data.exact.select("SELECT DISTINCT ?node WHERE { ?node ?p ?o }")
        return [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)]


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
