"""Answers kept in memory, so that a request answered before costs two look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.server.response import BodyKey, Key, Made, PreparedResponse

#: Keys kept; a key is some hundred bytes.
MOST_KEYS = 16_384
#: Longer keys are not kept: many of those would fill the memory.
LONGEST_KEY = 1_024


class Cache:
    """Prepared responses by key, and their bodies up to a number of bytes; the oldest go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._prepared: dict[Key, PreparedResponse] = {}
        self._bodies: dict[BodyKey, bytes] = {}
        self.bytes = 0
        self.generation = 0

    def find(self, key: Key, generation: int) -> Made | None:
        """Return the response for a key, if it and its body are kept and of these data."""
        if generation != self.generation:
            self._clear(generation)
        prepared = self._prepared.get(key)
        if prepared is None:
            return None
        body = self._bodies.get(prepared.body_key)
        return None if body is None else (prepared, body)

    def keep(self, key: Key, made: Made, *, generation: int) -> None:
        """Keep a response, unless it was made for another generation or is too large to keep."""
        prepared, body = made
        large = len(body) > self._most_bytes // 8
        if generation != self.generation or large or sum(map(len, key[:3])) > LONGEST_KEY:
            return
        if prepared.body_key not in self._bodies:
            self._bodies[prepared.body_key] = body
            self.bytes += len(body)
        self._prepared[key] = prepared
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        while self.bytes > self._most_bytes:
            self.bytes -= len(self._bodies.pop(next(iter(self._bodies))))
        while len(self._prepared) > MOST_KEYS:
            del self._prepared[next(iter(self._prepared))]

    def _clear(self, generation: int) -> None:
        self._prepared.clear()
        self._bodies.clear()
        self.bytes = 0
        self.generation = generation
