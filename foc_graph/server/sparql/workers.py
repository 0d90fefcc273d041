"""The workers over one snapshot of the data: started, asked, ended and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from foc_graph.server.sparql.forkserver import BIRTH, FORKS
from foc_graph.server.sparql.frames import FrameReader, pack
from foc_graph.server.sparql.requests import Reply, as_message
from foc_graph.server.sparql.snapshot import write_snapshot

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.sparql.limits import Limits
    from foc_graph.server.sparql.requests import Request

Message = tuple[dict[str, Any], bytes]


class Ended(Exception):
    """The worker ended before it answered."""


class Worker(asyncio.Protocol):
    """The server's end of the socket to one worker."""

    def __init__(self) -> None:
        self._reader = FrameReader()
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self.process = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one by its methods

    def data_received(self, data: bytes) -> None:
        """Collect the answer."""
        message = self._reader.feed(data)
        if message and not self._answer.done():
            self._answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Tell who waits that no answer will come."""
        if not self._answer.done():
            self._answer.set_exception(Ended())
            self._answer.exception()  # nobody may be waiting

    async def hello(self) -> None:
        """Wait until the worker is there."""
        header, _ = await self._answer
        self.process = int(header["process"])

    async def ask(self, request: Request) -> Reply:
        """Ask one thing.

        Raises:
            Ended: the worker ended before it answered.

        """
        if self._transport is None or self._transport.is_closing():
            raise Ended
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(pack(*as_message(request)))
        header, body = await self._answer
        return Reply(body=body, **header)

    def close(self) -> None:
        """Hang up: an idle worker ends by that."""
        if self._transport is not None:
            self._transport.close()


class Workers:
    """Workers over one dataset; one that has ended is replaced."""

    def __init__(self, limits: Limits, *, forks: bool = FORKS) -> None:
        self.limits = limits
        self._forks = forks
        # The one that answered last is asked next: its memory is warm.
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._busy: set[Worker] = set()
        self._births: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self, dataset: Dataset) -> None:
        """Write the data down and start the nursery and the first workers."""
        self._folder = Path(tempfile.mkdtemp(prefix="foc-graph-sparql-"))
        await asyncio.to_thread(write_snapshot, dataset, self.limits, self._folder)
        self._control, theirs = socket.socketpair()
        mode = "--forks" if self._forks else "--spawns"
        command = ("-m", "foc_graph.server.sparql.forkserver", mode, str(theirs.fileno()))
        self._nursery = await asyncio.create_subprocess_exec(
            sys.executable, *command, str(self._folder), pass_fds=[theirs.fileno()],
            stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        await asyncio.gather(*(self._bear() for _ in range(self.limits.workers)))

    async def _bear(self) -> None:
        ours, theirs = socket.socketpair()
        socket.send_fds(self._control, [BIRTH], [theirs.fileno()])
        theirs.close()
        ours.setblocking(False)  # noqa: FBT003 - the signature of the standard library
        loop = asyncio.get_running_loop()
        _, worker = await loop.create_unix_connection(Worker, sock=ours)
        await worker.hello()
        if self._closed:
            worker.close()
        else:
            self._idle.put_nowait(worker)

    async def take(self) -> Worker:
        """Wait for a worker that has nothing to do."""
        worker = self._idle.get_nowait() if not self._idle.empty() else await self._idle.get()
        self._busy.add(worker)
        return worker

    def give_back(self, worker: Worker) -> None:
        """Put a worker back that has answered."""
        self._busy.discard(worker)
        if self._closed:
            worker.close()
        else:
            self._idle.put_nowait(worker)

    def replace(self, worker: Worker) -> None:
        """End a worker, whatever it does, and start another in its place."""
        self._busy.discard(worker)
        worker.close()
        if self._closed:
            return
        with contextlib.suppress(OSError):
            self._control.send(worker.process.to_bytes(8, "big"))
        birth = asyncio.get_running_loop().create_task(self._rebear())
        self._births.add(birth)
        birth.add_done_callback(self._births.discard)

    async def _rebear(self) -> None:
        with contextlib.suppress(Ended, OSError):
            await self._bear()

    async def retire(self) -> None:
        """Let queries that run come to their end, then end everything."""
        self._closed = True
        while not self._idle.empty():
            self._idle.get_nowait().close()
        for _ in range(int(self.limits.seconds * 20) + 20):
            if not self._busy:
                break
            await asyncio.sleep(0.05)
        await self.stop()

    async def stop(self) -> None:
        """End everything at once: the nursery ends its workers when we hang up."""
        self._closed = True
        for birth in tuple(self._births):
            birth.cancel()
        for worker in (*self._busy, *_drained(self._idle)):
            worker.close()
        self._control.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._nursery.wait(), 5)
        if self._nursery.returncode is None:
            self._nursery.kill()
            await self._nursery.wait()
        # The nursery removes its folder itself, so that none is left however the server ends.
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    @property
    def alive(self) -> bool:
        """Whether the nursery is there, from which workers come."""
        return self._nursery.returncode is None

    @property
    def processes(self) -> list[int]:
        """Numbers of the processes of the workers that are known."""
        idle = list(getattr(self._idle, "_queue", ()))
        return sorted(worker.process for worker in (*self._busy, *idle))


def _drained(queue: asyncio.Queue[Worker]) -> list[Worker]:
    return [queue.get_nowait() for _ in range(queue.qsize())]
