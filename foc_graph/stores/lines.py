"""Lines of N-Triples that need not fit into memory: read when they are needed, sorted on disk."""

from __future__ import annotations

import heapq
import re
import tempfile
import weakref
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from foc_graph.rdf.formats import N_TRIPLES, serialized
from foc_graph.rdf.literals import by_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from foc_graph.stores.profiles import Literals

T = TypeVar("T")

#: Bytes of lines that are sorted in memory; what is more waits on disk.
HELD = 16 * 2**20
#: A literal with a datatype or a language tag in capitals: of which there are several forms.
_MAY_DIFFER = re.compile(rb'"(?:\^\^|@[a-z0-9-]*[A-Z])')
#: How a line of N-Triples ends.
END = b" .\n"
#: Triples that are parsed, written and sent together.
PIECE = 10_000


@dataclass(frozen=True)
class TripleLines:
    """Lines that are read anew each time.

    ``opened`` opens what holds them, and maybe more: ``count`` says how many they are. Where they
    are N-Quads, ``graph`` is the name that each ends with, and is left out.
    """

    opened: Callable[[], AbstractContextManager[IO[bytes]]]
    count: int | None = None
    graph: str = ""

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces(PIECE)

    def pieces(self, size: int) -> Iterator[bytes]:
        """Yield so many lines at a time, as one text."""
        end = b" <%b> .\n" % self.graph.encode()
        with self.opened() as stream:
            for some in batches(islice(stream, self.count), size):
                yield b"".join(some).replace(end, END) if self.graph else b"".join(some)

    @property
    def whole(self) -> bytes:
        """All of them as one text."""
        return b"".join(self)


class SortedLines:
    """Lines in code point order, each once; any number of times, in bounded memory."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Take texts of whole lines."""
        self._runs: list[IO[bytes]] = []
        weakref.finalize(self, _close, self._runs)
        self.has_blank_nodes = False
        held: list[bytes] = []
        size = 0
        for piece in pieces:
            self.has_blank_nodes = self.has_blank_nodes or may_have_blank_nodes(piece)
            held += piece.splitlines(keepends=True)
            size += len(piece)
            if size > HELD:
                self._runs.append(_run(held))
                held, size = [], 0
        self._held = sorted(held)

    def __iter__(self) -> Iterator[bytes]:
        for run in self._runs:
            run.seek(0)
        merged = heapq.merge(*self._runs, self._held) if self._runs else self._held
        yield from map(itemgetter(0), groupby(merged))


def _close(files: list[IO[bytes]]) -> None:
    for file in files:
        file.close()


def _run(lines: list[bytes]) -> IO[bytes]:
    run = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the last reference to them all
    run.writelines(sorted(lines))
    return run


def compared(pieces: Iterable[bytes], literals: Literals) -> SortedLines:
    """Return what two sides are compared by, of texts of canonical N-Triples.

    Where a store keeps literals by value only, each is first brought to one form of its value.
    Blank nodes are named by RDFC-1.0; triples with some are held in memory for that, all of them.
    """
    lines = SortedLines(map(_by_value, pieces) if literals == "value" else pieces)
    return SortedLines(written(_named(lines))) if lines.has_blank_nodes else lines


def _by_value(piece: bytes) -> bytes:
    if _MAY_DIFFER.search(piece):
        return serialized(map(by_value, parsed([piece])), N_TRIPLES)
    return piece


def seal(lines: Iterable[bytes]) -> tuple[int, str]:
    """Return the number of lines and their SHA-256."""
    count, digest = 0, sha256()
    for piece in joined(lines):
        count += piece.count(b"\n")
        digest.update(piece)
    return count, digest.hexdigest()


def may_have_blank_nodes(lines: bytes) -> bool:
    """Whether there may be blank nodes in lines; a literal may look like one."""
    return b" _:" in lines or b"\n_:" in lines or lines.startswith(b"_:")


def written(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    """Write triples as N-Triples, many at a time."""
    return (serialized(some, N_TRIPLES) for some in batches(triples, PIECE))


def parsed(pieces: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Read texts of whole lines of N-Triples.

    Raises:
        SyntaxError: it is something else.

    """
    for piece in pieces:
        for quad in ox.parse(piece, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _named(lines: Iterable[bytes]) -> list[ox.Triple]:
    from foc_graph.dataset.content import canonical

    return [quad.triple for quad in canonical(ox.Quad(*triple) for triple in parsed(joined(lines)))]


def joined(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Put lines together into texts of many."""
    return (b"".join(some) for some in batches(lines, PIECE))


def whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut what comes in any pieces into texts of whole lines."""
    rest = b""
    for chunk in chunks:
        lines, end, rest = (rest + chunk).rpartition(b"\n")
        if end:
            yield lines + end
    if rest:
        yield rest


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the items so many at a time."""
    coming = iter(items)
    while some := tuple(islice(coming, size)):
        yield some
