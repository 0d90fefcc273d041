"""The process that holds the data and starts workers: ``python -m … MODE CONTROL SNAPSHOT``.

It is not the server: that has threads and an event loop, of which no fork can be made safely. It
loads the data once, and its forks share them. Where forking is not safe (macOS), each worker is a
fresh process that loads the data itself. The server sends one end of a socket for each worker that
it wants and the number of a process that is to be ended; both end when the server does.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from foc_graph.server.pool.snapshot import read_snapshot
from foc_graph.server.pool.worker import work

if TYPE_CHECKING:
    from foc_graph.server.pool.snapshot import Snapshot

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


def _load_parser() -> None:
    """Import now what a worker would else import at the first mistake in a query."""
    from rdflib.plugins.sparql.parser import parseQuery

    parseQuery("ASK {}")


def main(mode: str, connection: int, snapshot: int) -> None:
    """Start workers (``forks``, ``spawns``), or be a ``worker`` that loads the data itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then tells us
    if mode == "worker":
        dataset, limits = read_snapshot(snapshot)
        work(dataset, connection, limits)
        return
    _load_parser()
    with socket.socket(fileno=connection) as control:
        ForkServer(control, snapshot, forks=mode == "forks").serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
