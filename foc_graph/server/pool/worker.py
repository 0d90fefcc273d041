"""A worker: one query at a time, in a process that may be ended at any moment."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from typing import TYPE_CHECKING, assert_never

from foc_graph.server.pool.answers import answer
from foc_graph.server.pool.canned import answer_canned
from foc_graph.server.pool.messages import (
    CannedRequest,
    SparqlRequest,
    pack,
    read_message,
    request_of,
    response_message,
)
from foc_graph.server.response import refusal

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.pool.limits import Limits
    from foc_graph.server.pool.messages import QueryRequest
    from foc_graph.server.response import Response

#: The server ends a query in time; after so many seconds more the system does it, server or not.
GRACE = 2.0


def work(dataset: Dataset, descriptor: int, limits: Limits) -> None:
    """Answer queries until the server closes the connection.

    The first message tells the server the number of this process.
    """
    _bound_memory(limits.memory_bytes)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # its default ends the process, whatever it does
    with (
        socket.socket(fileno=descriptor) as connection,
        connection.makefile("rb") as stream,
        contextlib.suppress(EOFError, ConnectionError),
    ):
        connection.sendall(pack({"process": os.getpid()}))
        while True:
            request = request_of(read_message(stream))
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
            response = _response(dataset, request, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.sendall(response_message(response))


def _response(dataset: Dataset, request: QueryRequest, limits: Limits) -> Response:
    try:
        match request:
            case SparqlRequest():
                return answer(dataset, request, result_bytes=limits.result_bytes)
            case CannedRequest():
                return answer_canned(dataset, request, result_bytes=limits.result_bytes)
            case _:
                assert_never(request)
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
