"""Which files say something of a node."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.positions.files import BY_STATEMENT
from foc_graph.positions.runs import OBJECT, SUBJECT
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyoxigraph as ox

    from foc_graph.positions.files import Files
    from foc_graph.positions.walker import Triple, Walker
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term

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
