"""A worker: one query at a time, in a process that may be ended at any moment."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

from foc_graph.server.sparql.answers import answer
from foc_graph.server.sparql.canned import answer_canned
from foc_graph.server.sparql.frames import Gone, pack, receive
from foc_graph.server.sparql.requests import CannedRequest, Reply, from_message, refusal

if TYPE_CHECKING:
    import socket

    from foc_graph.dataset import Dataset
    from foc_graph.server.sparql.limits import Limits
    from foc_graph.server.sparql.requests import Request

#: The server ends a query in time; after so many seconds more the system does it, server or not.
GRACE = 2.0


def work(dataset: Dataset, connection: socket.socket, limits: Limits) -> None:
    """Answer requests until the server closes the connection."""
    _bound_memory(limits.memory_bytes)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # its default ends the process, whatever it does
    with contextlib.suppress(Gone, ConnectionError):
        while True:
            request = from_message(*receive(connection))
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
            reply = _reply(dataset, request, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.sendall(pack(reply.header, reply.body))


def _reply(dataset: Dataset, request: Request, limits: Limits) -> Reply:
    try:
        if isinstance(request, CannedRequest):
            return answer_canned(dataset, request, result_bytes=limits.result_bytes)
        return answer(dataset, request, result_bytes=limits.result_bytes)
    except (MemoryError, RecursionError):
        return refusal(422, "the query needs more memory than a query may have - make it simpler")


def _bound_memory(allowed: int) -> None:
    """Let a query take so much on top of what the data take (RLIMIT_AS)."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not take it
        bound = _address_space() + allowed
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not say."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path of ours
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        raise ValueError from None
