"""The place of a result: looked for only where there is one, file by file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.validation.places.index import FilePlaces, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from foc_graph.reading import Document
    from foc_graph.validation.report import Result
    from foc_graph.validation.terms import Term

#: How files are read into places. A format without an entry has a file, but no line.
READERS: dict[str, Callable[..., FilePlaces]] = {
    ".ttl": FilePlaces,
    ".nt": FilePlaces,
    ".trig": FilePlaces,
}


class Locator:
    """Finds the triple that caused a result.

    The offending value's triple; else the focus node's first triple with the predicate; else the
    start of the focus node's description; else where the focus node is a value.
    """

    def __init__(
        self, documents: Sequence[Document], name: Callable[[Path], str], *, base: str
    ) -> None:
        self._documents = documents
        self._name = name
        self._base = base
        self._read: dict[Path, FilePlaces | None] = {}

    def locate(self, result: Result) -> Result:
        """Return the result with its file, line and column, as far as they are known."""
        files = self._files_of(result)
        for find in _STEPS:
            for document in files:
                places = self._places(document)
                place = find(places, result) if places else None
                if place:
                    return replace(
                        result,
                        file=self._name(document.path), line=place.line, column=place.column,
                    )  # fmt: skip
        return replace(result, file=self._name(files[0].path)) if files else result

    def file_of(self, node: Term) -> str | None:
        """Return the first file that describes a node."""
        found = self._described_in.get(node)
        return self._name(found[0].path) if found else None

    def _files_of(self, result: Result) -> list[Document]:
        """Return the files that may hold the triple, the likeliest first."""
        found = list(self._described_in.get(result.focus_node, ()))
        if result.value is not None:
            found += self._described_in.get(result.value, ())
        found += self._mentioned_in.get(result.focus_node, ())
        return list({document.path: document for document in found}.values())

    @cached_property
    def _described_in(self) -> dict[Term, list[Document]]:
        return self._index("subject")

    @cached_property
    def _mentioned_in(self) -> dict[Term, list[Document]]:
        return self._index("object")

    def _index(self, position: str) -> dict[Term, list[Document]]:
        index: dict[Term, list[Document]] = defaultdict(list)
        for document in self._documents:
            for node in {getattr(quad, position) for quad in document.quads}:
                index[node].append(document)
        return index

    def _places(self, document: Document) -> FilePlaces | None:
        path = document.path
        if path not in self._read:
            reader = READERS.get(path.suffix)
            text = path.read_bytes().decode("utf-8-sig") if reader else ""
            self._read[path] = reader(text, document.quads, base=self._base) if reader else None
        return self._read[path]


def _value(places: FilePlaces, result: Result) -> Place | None:
    if result.value is None:
        return None
    for predicate in _predicates(result):
        there = places.of_triple(result.focus_node, predicate, result.value)
        # An inverse path leads from the value to the focus node.
        place = there or places.of_triple(result.value, predicate, result.focus_node)
        if place:
            return place
    return places.of_ends(result.focus_node, result.value)


def _predicate(places: FilePlaces, result: Result) -> Place | None:
    found = (places.of_predicate(result.focus_node, p) for p in _predicates(result))
    return next((place for place in found if place), None)


def _predicates(result: Result) -> Iterator[Term]:
    yield from sorted(result.path.first_iris, key=str) if result.path else ()


def _subject(places: FilePlaces, result: Result) -> Place | None:
    return places.of_subject(result.focus_node)


def _mention(places: FilePlaces, result: Result) -> Place | None:
    return places.of_value(result.focus_node)


_STEPS = (_value, _predicate, _subject, _mention)
