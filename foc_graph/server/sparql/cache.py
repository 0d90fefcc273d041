"""Answers that are kept: the data do not change until they are replaced as a whole."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.server.sparql.requests import Reply, Request


class AnswerCache:
    """The answers asked for last, as far as they fit."""

    def __init__(self, total: int = 32 << 20, longest: int = 1 << 20) -> None:
        self._replies: OrderedDict[Request, Reply] = OrderedDict()
        self._left, self._total, self._longest = total, total, longest
        self._generation = 0

    def get(self, request: Request, generation: int) -> Reply | None:
        """Return the answer if it is kept, and of these data."""
        if generation != self._generation:
            self._replies.clear()
            self._left, self._generation = self._total, generation
        reply = self._replies.get(request)
        if reply is not None:
            self._replies.move_to_end(request)
        return reply

    def put(self, request: Request, reply: Reply, generation: int) -> None:
        """Keep an answer that would be the same again; the oldest make room for it."""
        steady = reply.status == 200 and reply.facts.get("steady")  # noqa: PLR2004 - HTTP's OK
        if not steady or len(reply.body) > self._longest or generation != self._generation:
            return
        if request in self._replies:
            return
        self._replies[request] = reply
        self._left -= _weight(request, reply)
        while self._left < 0:
            self._left += _weight(*self._replies.popitem(last=False))


def _weight(request: Request, reply: Reply) -> int:
    """Bytes, with something for the objects themselves."""
    return len(reply.body) + len(getattr(request, "query", "")) + 1000
