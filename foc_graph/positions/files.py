"""The places of files, read when first asked for: of triples, of nodes, and of shapes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.positions.index import OBJECT, SUBJECT, UNFOLLOWED, PlaceIndex, Runs, indexed
from foc_graph.positions.jsonld import jsonld_triples
from foc_graph.positions.lines import Span
from foc_graph.positions.parts import FilePlaces, Parts
from foc_graph.positions.rdfxml import rdfxml_triples
from foc_graph.positions.turtle import NQuadsReader, TurtleReader
from foc_graph.rdf.documents import BOM
from foc_graph.rdf.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from foc_graph.positions.lines import Place, PlacedTriple
    from foc_graph.positions.walker import Triple, Walker
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node, Term

    Reader = Callable[[str, Sequence[ox.Quad], str], Iterable[PlacedTriple]]

#: File suffix -> how triples are placed in formats that are read as a whole.
READERS: dict[str, Reader] = {
    JSON_LD.suffix: lambda text, _, base: jsonld_triples(text, base),
    RDF_XML.suffix: rdfxml_triples,
}

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

    def _lookup(self, document: RdfDocument, text: str) -> PlaceIndex | Parts:
        suffix, base = document.path.suffix, document.base
        statements = BY_STATEMENT.get(suffix)
        if statements is None:
            return indexed(READERS[suffix](text, document.quads, base), document.quads)
        if len(text) >= LARGE:
            return Parts(text, self.runs(document), base, statements)
        return indexed(statements(text, base).read(), document.quads)


class ShapePlaces:
    """Finds shapes. A file is read when the first of its shapes is asked for.

    ``origins`` says in which file each node is described, ``documents`` has the files by name.
    """

    def __init__(self, origins: Mapping[Node, str], documents: Mapping[str, RdfDocument]) -> None:
        self._origins = origins
        self._documents = documents
        names = {document.path: name for name, document in documents.items()}
        self._files = Files(names.__getitem__)
        self._known: dict[Node, Span | None] = {}

    def of(self, node: Node) -> Span | None:
        """Return where a node is described; one without a name starts at its bracket."""
        if node not in self._known:
            self._known[node] = self._of(node)
        return self._known[node]

    def _of(self, node: Node) -> Span | None:
        file = self._origins.get(node)
        document = self._documents.get(file or "")
        if document is None:
            return Span(file) if file else None
        return self._files.span(document, self._files.places(document).of_subject(node))


#: The quads of a file with more than these are gone through only if nothing else tells.
_MANY = 50_000


class NodeFiles:
    """The files of a run by what they describe; gone through when first asked."""

    def __init__(
        self, documents: Sequence[RdfDocument], files: Files, walker: Walker | None = None
    ) -> None:
        self._documents = documents
        self._files = files
        self._walker = walker

    def of(self, node: Term) -> list[RdfDocument]:
        """Return the files that describe a node: first that with its class, then the fullest."""
        found = self._describing(node)
        return found if len(found) <= 1 else sorted(found, key=lambda one: self._weight(one, node))

    def holding(self, triple: Triple) -> list[RdfDocument]:
        """Return the files in which a triple stands."""
        found = self._describing(triple[0])
        if len(found) == 1 and self._files.places(found[0]).of_triple(*triple):
            return found
        return [document for document in found if self._holds(document, triple)]

    def mentioning(self, node: Term) -> Iterator[tuple[RdfDocument, list[Term]]]:
        """Yield the files in which a node is a value, with the subjects that have it, if known."""
        if self._walker is None:
            yield from ((self._documents[at], []) for at in self._mentioned.get(node, ()))
            return
        found: dict[int, list[Triple]] = defaultdict(list)
        for triple in dict.fromkeys(self._walker.triples_to(node)):
            for at in self._describing_at(triple[0]):
                found[at].append(triple)
        for at in sorted(found):
            document = self._documents[at]
            subjects = [one[0] for one in found[at] if self._holds(document, one)]
            if subjects:
                yield document, subjects

    def _describing(self, node: Term) -> list[RdfDocument]:
        return [self._documents[at] for at in self._describing_at(node)]

    def _describing_at(self, node: Term) -> list[int]:
        found = self._described.get(node, [])
        large = [n for n in self._large if self._files.describes(self._documents[n], node)]
        return sorted([*found, *large]) if large else found

    def _weight(self, document: RdfDocument, node: Term) -> tuple[bool, int]:
        own = [quad.predicate for quad in self._files.runs(document).about(node)]
        return (TYPE not in own, -len(own))

    def _holds(self, document: RdfDocument, triple: Triple) -> bool:
        if _is_large(document):
            return self._files.hold(document, triple)
        return self._files.runs(document).hold(*triple)

    @cached_property
    def _described(self) -> dict[Term, list[int]]:
        return self._index(SUBJECT, leave=self._large)

    @cached_property
    def _mentioned(self) -> dict[Term, list[int]]:
        return self._index(OBJECT)

    @cached_property
    def _large(self) -> list[int]:
        """The numbers of the files of which single statements can be looked for."""
        return [n for n, document in enumerate(self._documents) if _is_large(document)]

    def _index(
        self, position: Callable[[ox.Quad], Term], leave: Sequence[int] = ()
    ) -> dict[Term, list[int]]:
        """Return the files, by their numbers, in which a node stands at some position."""
        index: dict[Term, list[int]] = defaultdict(list)
        for number, document in enumerate(self._documents):
            if number not in leave:
                for node in set(map(position, document.quads)):
                    index[node].append(number)
        return index


def _is_large(document: RdfDocument) -> bool:
    return len(document.quads) > _MANY and document.path.suffix in BY_STATEMENT
