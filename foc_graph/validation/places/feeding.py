"""Which piece of a text a triple comes from: the parser is fed piece by piece."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Feed:
    """A stream that gives one piece a call, and knows which one it gave last."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""
        self.piece = -1

    def read(self, size: int) -> bytes:
        """Return the next piece, or what is left of a long one."""
        if not self._rest:
            self._rest = next(self._pieces, "").encode()
            self.piece += 1
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


def pieces_of_triples(pieces: Iterable[str], form: ox.RdfFormat, base: str) -> Iterator[int]:
    """Yield, for each triple in the order of the parser, the number of the piece that ends it."""
    feed = _Feed(pieces)
    for _ in ox.parse(cast("IO[bytes]", feed), format=form, base_iri=base):
        yield feed.piece
