"""The process that holds the data and starts workers: ``python -m … SOCKET FOLDER``.

It is not the server: that has threads and an event loop, of which no fork can be made safely. It
loads the data once, and its forks share them. Where forking is not safe (macOS), each worker is a
fresh process that loads the data itself. The server sends one end of a socket for each worker that
it wants and the number of a process that is to be ended; both end when the server does.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.server.sparql.frames import pack
from foc_graph.server.sparql.snapshot import read_snapshot
from foc_graph.server.sparql.worker import work

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.sparql.limits import Limits

#: Where the system's frameworks may be loaded, a fork is not safe.
FORKS = sys.platform != "darwin"

#: Seconds between two looks for workers that have ended.
LOOK = 0.5

#: What the server sends with a socket; anything else is the number of a process.
BIRTH = b"+"


class ForkServer:
    """Starts and ends workers as the server asks for it."""

    def __init__(self, control: socket.socket, folder: Path, *, forks: bool) -> None:
        self._control = control
        self._folder = folder
        self._snapshot = read_snapshot(folder)
        self._dataset = self._snapshot.open() if forks else None
        self._workers: set[int] = set()

    def serve(self) -> None:
        """Obey until the server has gone; then end every worker."""
        while True:
            if select.select([self._control], [], [], LOOK)[0]:
                message, descriptors, _, _ = socket.recv_fds(self._control, 8, 1)
                if not message:
                    break
                self._obey(message, descriptors)
            self._reap()
        for worker in self._workers:
            _end(worker)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(worker, 0)

    def _obey(self, message: bytes, descriptors: list[int]) -> None:
        if message == BIRTH:
            self._workers.add(self._start(descriptors[0]))
            os.close(descriptors[0])
            return
        worker = int.from_bytes(message, "big")
        if worker in self._workers:  # it is not reaped yet, so the number is still its own
            _end(worker)

    def _start(self, descriptor: int) -> int:
        if self._dataset is None:
            command = [sys.executable, "-m", _NAME, "--worker", str(descriptor), str(self._folder)]
            return subprocess.Popen(command, pass_fds=[descriptor]).pid
        worker = os.fork()
        if worker == 0:
            self._control.close()
            begin(self._dataset, descriptor, self._snapshot.limits)
            os._exit(0)
        return worker

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self._workers.discard(ended)


def begin(dataset: Dataset, descriptor: int, limits: Limits) -> None:
    """Be a worker; the first message tells the server the number of this process."""
    with socket.socket(fileno=descriptor) as connection:
        connection.sendall(pack({"process": os.getpid()}))
        work(dataset, connection, limits)


def _end(worker: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


def _warm_up() -> None:
    """Import now what a worker would else import at the first mistake in a query."""
    from rdflib.plugins.sparql.parser import parseQuery

    parseQuery("ASK {}")


_NAME = "foc_graph.server.sparql.forkserver"


def main(arguments: list[str]) -> None:
    """Run as a nursery, or with ``--worker`` as a worker that loads the data itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then tells us
    alone = arguments[0] == "--worker"
    descriptor, folder = int(arguments[-2]), Path(arguments[-1])
    if alone:
        snapshot = read_snapshot(folder)
        begin(snapshot.open(), descriptor, snapshot.limits)
        return
    _warm_up()
    forks = arguments[0] == "--forks"
    with socket.socket(fileno=descriptor) as control:
        try:
            ForkServer(control, folder, forks=forks).serve()
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
