"""The process that holds the data and starts workers: ``python -m … MODE CONTROL SNAPSHOT``.

It is not the server: that has threads and an event loop, of which no fork can be made safely. It
loads the data once, and its forks share them. Where forking is not safe (macOS), each worker is a
fresh process that loads the data itself. The server sends one end of a socket for each worker that
it wants and the number of a process that is to be ended; both end when the server does. A worker
answers one query at a time, and may be ended at any moment.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from foc_graph.server.pool.answers import answer, answer_canned
from foc_graph.server.pool.messages import (
    CannedRequest,
    SparqlRequest,
    pack,
    read_message,
    read_snapshot,
    request_of,
    response_message,
)
from foc_graph.server.response import refusal

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.pool.messages import QueryRequest, Snapshot
    from foc_graph.server.response import Response
    from foc_graph.server.settings import Limits

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
    # macOS knows the limit and does not take it, nor does it say what is in use.
    with contextlib.suppress(ValueError, OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        bound = pages * resource.getpagesize() + allowed
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


MODULE = "foc_graph.server.pool.forkserver"

#: Where the system's frameworks may be loaded, a fork is not safe.
FORKS = sys.platform != "darwin"

#: Seconds between two looks for workers that have ended.
INTERVAL = 0.5

#: What the server sends with a socket; anything else is the number of a process, as bytes.
START = b"+"
NUMBER_BYTES = 8


class ForkServer:
    """Starts and ends workers as the server asks for it."""

    def __init__(self, control: socket.socket, snapshot: int, *, forks: bool) -> None:
        self._control = control
        self._snapshot = snapshot
        self._loaded: Snapshot | None = read_snapshot(snapshot) if forks else None
        self._workers: set[int] = set()

    def serve(self) -> None:
        """Do what the server asks for until it has gone; then end every worker."""
        while True:
            if select.select([self._control], [], [], INTERVAL)[0]:
                message, descriptors, _, _ = socket.recv_fds(self._control, NUMBER_BYTES, 1)
                if not message:
                    break
                self._handle(message, descriptors)
            self._reap()
        for worker in self._workers:
            _end(worker)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(worker, 0)

    def _handle(self, message: bytes, descriptors: list[int]) -> None:
        if message == START:
            self._workers.add(self._start(descriptors[0]))
            os.close(descriptors[0])
            return
        worker = int.from_bytes(message, "big")
        if worker in self._workers:  # it is not reaped yet, so the number is still its own
            _end(worker)

    def _start(self, connection: int) -> int:
        if self._loaded is None:
            passed = (connection, self._snapshot)
            command = [sys.executable, "-m", MODULE, "worker", *map(str, passed)]
            return subprocess.Popen(command, pass_fds=passed).pid
        worker = os.fork()
        if worker == 0:
            try:
                self._control.close()
                dataset, limits = self._loaded
                work(dataset, connection, limits)
            finally:
                os._exit(0)
        return worker

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self._workers.discard(ended)


def _end(worker: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


def main(mode: str, connection: int, snapshot: int) -> None:
    """Start workers (``forks``, ``spawns``), or be a ``worker`` that loads the data itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then tells us
    if mode == "worker":
        dataset, limits = read_snapshot(snapshot)
        work(dataset, connection, limits)
        return
    # Import now what a worker would else import at the first mistake in a query.
    from rdflib.plugins.sparql.parser import parseQuery

    parseQuery("ASK {}")
    with socket.socket(fileno=connection) as control:
        ForkServer(control, snapshot, forks=mode == "forks").serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
