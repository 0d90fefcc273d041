"""The place of a result: looked for only where there is one, file by file.

The offending value's triple; else the first triple from the focus node along the path; else the
description of the focus node, where a missing value belongs; else where the focus node is a value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.positions.files import Files, NodeFiles
from foc_graph.positions.index import OBJECT
from foc_graph.positions.lines import Span
from foc_graph.positions.walker import Walker, first_steps, straight
from foc_graph.shacl.components.table import carries_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.positions.derived import Derivation
    from foc_graph.positions.walker import Triple
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.report import Result

#: Rules may use what other rules made; further back nobody looks.
_DEEPEST = 4


class FoundPlace(NamedTuple):
    """A place, and for a derived triple the rule that made it."""

    place: Span
    derived_by: Span | None = None


class Locator:
    """Finds the triples that caused results. Nothing is read before the first result."""

    def __init__(
        self,
        documents: Sequence[RdfDocument],
        name: Callable[[Path], str],
        *,
        data: DataGraph | None = None,
        derivation: Derivation | None = None,
    ) -> None:
        self._name = name
        self._files = Files(name)
        self._walker = Walker(data) if data else None
        self._nodes = NodeFiles(documents, self._files, self._walker)
        self._derivation = derivation

    def locate(self, result: Result) -> Result:
        """Return the result with its place, as far as it is known."""
        for step in (self._at_value, self._at_path, self._at_focus):
            found = step(result)
            if found:
                return replace(result, place=found.place, derived_by=found.derived_by)
        return result

    def of_triple(self, triple: Triple) -> Span | None:
        """Return the place of the value of a triple that stands in a file."""
        for document in self._nodes.holding(triple):
            return self._files.span(document, self._files.places(document).of_triple(*triple))
        return None

    def literals(
        self, document: RdfDocument, wanted: Callable[[ox.Literal], object]
    ) -> Iterator[tuple[ox.Literal, Span]]:
        """Yield the literals of a file that are wanted, each time with its place."""
        for quad, value in zip(document.quads, map(OBJECT, document.quads), strict=True):
            if isinstance(value, ox.Literal) and wanted(value):
                triple = (quad.subject, quad.predicate, value)
                there = self._files.places(document).of_triple(*triple)  # type: ignore[arg-type]
                yield value, self._files.span(document, there)

    def _at_value(self, result: Result) -> FoundPlace | None:
        """Find the triple with the offending value (sh:value)."""
        if result.value is None or (result.value == result.focus_node and result.path is None):
            return None
        for triple in self._value_triples(result):
            found = self._triple(triple)
            if found:
                return found
        return None

    def _value_triples(self, result: Result) -> Iterator[Triple]:
        focus, path, value = result.focus_node, result.path, result.value
        assert value is not None  # noqa: S101  # see _at_value
        if path is not None and path.iri is not None:
            yield focus, path.iri, value
        elif path is not None and self._walker:
            last = self._walker.last_triple(path, focus, value)
            yield from [last] if last else []
        if value != focus and self._walker:
            yield from (t for t in self._walker.triples_of(focus) if t[2] == value)
            if carries_message(result.component):
                yield from self._bound(focus, value)

    def _bound(self, focus: Term, value: Term) -> Iterator[Triple]:
        """Yield where a value that a query bound stands: by the focus node, or one step away."""
        assert self._walker is not None  # noqa: S101  # see _value_triples
        yield from (t for t in self._walker.triples_to(focus) if t[0] == value)
        files = {document.path for document in self._nodes.of(focus)}
        outward = {triple[2] for triple in self._walker.triples_of(focus)}
        inward = {triple[0] for triple in self._walker.triples_to(focus)} - {value}
        there = list(dict.fromkeys(self._walker.triples_to(value)))
        for near in (outward, inward):
            found = [triple for triple in there if triple[0] in near]
            yield from sorted(
                found, key=lambda one: files.isdisjoint(d.path for d in self._nodes.holding(one))
            )

    def _at_path(self, result: Result) -> FoundPlace | None:
        """Find a triple of the focus node with the path, or one that leads to it."""
        if result.path is None:
            return None
        for step in first_steps(straight(result.path)):
            if step.iri is not None:
                for document in self._nodes.of(result.focus_node):
                    places = self._files.places(document)
                    there = places.of_predicate(result.focus_node, step.iri)
                    if there:
                        return FoundPlace(self._files.span(document, there))
            first = self._walker.first_triple(step, result.focus_node) if self._walker else None
            found = self._triple(first) if first else None
            if found:
                return found
        return None

    def _at_focus(self, result: Result) -> FoundPlace | None:
        """Find the description of the focus node, or where it is mentioned."""
        focus = result.focus_node
        described = self._description(focus)
        if described:
            return FoundPlace(described)
        for document, subjects in self._nodes.mentioning(focus):
            there = self._files.places(document).of_value(focus, subjects)
            return FoundPlace(self._files.span(document, there))
        if self._walker is None:
            return None
        derived = [*self._walker.triples_of(focus), *self._walker.triples_to(focus)]
        return next((found for one in derived if (found := self._triple(one))), None)

    def _description(self, node: Term) -> Span | None:
        """Return where the first file that describes a node does so."""
        for document in self._nodes.of(node):
            return self._files.span(document, self._files.places(document).of_subject(node))
        return None

    def _triple(self, triple: Triple) -> FoundPlace | None:
        """Find a triple in its file; a derived one in the record that it was derived from."""
        place = self.of_triple(triple)
        return FoundPlace(place) if place else self._derived(triple)

    def _derived(self, triple: Triple, depth: int = 0) -> FoundPlace | None:
        rule = self._derivation.rule_of(triple) if self._derivation else None
        if self._derivation is None or rule is None or depth == _DEEPEST:
            return None
        by = Span(self._name(rule))
        for source in self._derivation.sources(triple, rule):
            place = self.of_triple(source)
            if place:
                return FoundPlace(place, by)
            found = self._derived(source, depth + 1)
            if found:
                return FoundPlace(found.place, by)
        return self._near_sources(triple, rule, by)

    def _near_sources(self, triple: Triple, rule: Path, by: Span) -> FoundPlace:
        """Find a record of a rule that has no triple of ours, or else name the rule itself."""
        assert self._derivation is not None  # noqa: S101  # see _derived
        subjects = [*(source[0] for source in self._derivation.sources(triple, rule)), triple[0]]
        for subject in subjects:
            described = self._description(subject)
            if described:
                return FoundPlace(described, by)
        return FoundPlace(by, by)
