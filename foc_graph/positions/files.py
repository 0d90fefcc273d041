"""The places of files, read when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.positions.index import UNFOLLOWED, FilePlaces, PlaceIndex, indexed
from foc_graph.positions.jsonld import jsonld_triples
from foc_graph.positions.lines import Span
from foc_graph.positions.parts import Parts
from foc_graph.positions.rdfxml import rdfxml_triples
from foc_graph.positions.runs import Runs
from foc_graph.positions.turtle import NQuadsReader, TurtleReader
from foc_graph.rdf.documents import BOM
from foc_graph.rdf.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from foc_graph.positions.index import PlaceLookup
    from foc_graph.positions.lines import Place, PlacedTriple
    from foc_graph.positions.walker import Triple
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term

    Reader = Callable[[str, Sequence[ox.Quad], str], Iterable[PlacedTriple]]


def _jsonld(text: str, _: Sequence[ox.Quad], base: str) -> Iterable[PlacedTriple]:
    return jsonld_triples(text, base)


#: File suffix -> how triples are placed in formats that are read as a whole.
READERS: dict[str, Reader] = {JSON_LD.suffix: _jsonld, RDF_XML.suffix: rdfxml_triples}

#: File suffix -> how they are placed where statements can be read one by one.
BY_STATEMENT = {
    TURTLE.suffix: TurtleReader,
    TRIG.suffix: TurtleReader,
    N_TRIPLES.suffix: TurtleReader,
    N_QUADS.suffix: NQuadsReader,
}

#: Files with so many characters are read by statement. Smaller ones are read in no time.
LARGE = 1_000


class Files:
    """The places of every file of a run. A file that cannot be placed still has its name."""

    def __init__(self, name: Callable[[Path], str]) -> None:
        self._name = name
        self._names: dict[Path, str] = {}
        self._read: dict[Path, FilePlaces] = {}
        self._runs: dict[Path, Runs] = {}

    def places(self, document: RdfDocument) -> FilePlaces:
        """Return the places of a file, none where it holds what we cannot follow."""
        path = document.path
        if path not in self._read:
            self._read[path] = self._places(document)
        return self._read[path]

    def span(self, document: RdfDocument, place: Place | None = None) -> Span:
        """Return a place in a file as reports name it; without a place, the file itself."""
        path = document.path
        if path not in self._names:
            self._names[path] = self._name(path)
        return Span(self._names[path], *(place or ()))

    def describes(self, document: RdfDocument, node: Term) -> bool:
        """Whether a large file says something of a node; for others this costs more."""
        parts = self._parts(document)
        return parts.describes(node) if parts else bool(self.runs(document).starts(node))

    def hold(self, document: RdfDocument, triple: Triple) -> bool:
        """Whether a triple stands in a large file."""
        parts = self._parts(document)
        return (parts or self.runs(document)).hold(*triple)

    def _parts(self, document: RdfDocument) -> Parts | None:
        found = self.places(document).found
        return found if isinstance(found, Parts) else None

    def runs(self, document: RdfDocument) -> Runs:
        """Return the quads of a file by subject."""
        return self._runs.setdefault(document.path, Runs(document.quads))

    def _places(self, document: RdfDocument) -> FilePlaces:
        try:
            text = document.path.read_bytes().removeprefix(BOM).decode("utf-8")
            return FilePlaces(text, self._lookup(document, text))
        # The parser accepts more than we follow, such as RDF 1.2.
        except (OSError, *UNFOLLOWED):
            return FilePlaces("", PlaceIndex((), {}))

    def _lookup(self, document: RdfDocument, text: str) -> PlaceLookup:
        suffix, base = document.path.suffix, document.base
        statements = BY_STATEMENT.get(suffix)
        if statements is None:
            return indexed(READERS[suffix](text, document.quads, base), document.quads)
        if len(text) >= LARGE:
            return Parts(text, self.runs(document), base, statements)
        return indexed(statements(text, base).read(), document.quads)
