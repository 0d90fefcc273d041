"""The workers over one snapshot of the data: started, asked, ended and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.server.pool.forkserver import MODULE, NUMBER_BYTES, START
from foc_graph.server.pool.messages import (
    receive_message,
    request_message,
    response_of,
    write_snapshot,
)
from foc_graph.server.response import RETRY_AFTER, refusal

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.pool.messages import QueryRequest
    from foc_graph.server.response import Response
    from foc_graph.server.settings import Limits

#: Bytes of an answer that are read before they are taken.
_BUFFER = 1 << 20

#: Seconds that the fork server is given to end.
_GRACE = 5

_DIED = (
    "the query needs more memory than a query may have, or is nested too deeply - make it simpler"
)


@dataclass(eq=False)
class Worker:
    """The server's end of the socket to one worker."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    process: int

    @classmethod
    async def connect(cls, connection: socket.socket) -> Worker:
        """Wait until a worker is there.

        Raises:
            EOFError: it ended before.

        """
        connection.setblocking(False)  # noqa: FBT003 - the signature of the standard library
        reader, writer = await asyncio.open_unix_connection(sock=connection, limit=_BUFFER)
        try:
            header, _ = await receive_message(reader)
        except BaseException:
            writer.close()
            raise
        return cls(reader, writer, int(header["process"]))

    async def ask(self, request: QueryRequest) -> Response:
        """Ask one thing.

        Raises:
            EOFError, OSError: the worker ended before it answered.

        """
        self.writer.write(request_message(request))
        return response_of(await receive_message(self.reader))


class Workers:
    """Workers over one dataset; one that has ended is replaced."""

    def __init__(
        self, limits: Limits, control: socket.socket, fork_server: asyncio.subprocess.Process
    ) -> None:
        self.limits = limits
        self._control = control
        self._fork_server = fork_server
        # The one that answered last is asked next: its memory is warm.
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._workers: set[Worker] = set()
        self._replacements: set[asyncio.Task[None]] = set()
        self._asking = self._waiting = 0
        self._unused = asyncio.Event()
        self._closed = False

    @classmethod
    async def start(cls, dataset: Dataset, limits: Limits, *, forks: bool) -> Workers:
        """Write the data down, start the fork server and have it start every worker.

        Raises:
            EOFError, OSError: one of them cannot be started.

        """
        control, theirs = socket.socketpair()
        try:
            with theirs, tempfile.TemporaryFile() as snapshot:
                await asyncio.to_thread(write_snapshot, dataset, limits, snapshot)
                passed = (theirs.fileno(), snapshot.fileno())
                mode = "forks" if forks else "spawns"
                fork_server = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", MODULE, mode, *map(str, passed), pass_fds=passed,
                    stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                )  # fmt: skip
        except BaseException:
            control.close()
            raise
        workers = cls(limits, control, fork_server)
        try:
            await asyncio.gather(*(workers._add() for _ in range(limits.workers)))
        except BaseException:
            await workers.stop()
            raise
        return workers

    async def _add(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [START], [theirs.fileno()])
        worker = await Worker.connect(ours)
        self._workers.add(worker)
        self._idle.put_nowait(worker)
        if self._closed:
            worker.writer.close()

    async def ask(self, request: QueryRequest) -> Response:
        """Run a query once a worker is idle; what goes wrong is an answer too."""
        if self._waiting >= self.limits.waiting:
            return busy("too many queries are waiting")
        self._asking += 1
        self._unused.clear()
        try:
            worker = await self._take()
            return await self._run(worker, request) if worker else busy("all workers are busy")
        finally:
            self._asking -= 1
            if not self._asking:
                self._unused.set()

    async def _take(self) -> Worker | None:
        """Wait for an idle worker; None where there is none in time."""
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.waiting_seconds):
                while (worker := await self._idle.get()).reader.at_eof():
                    self._replace(worker)  # the system ended it meanwhile
                return worker
        except TimeoutError:
            return None
        finally:
            self._waiting -= 1

    async def _run(self, worker: Worker, request: QueryRequest) -> Response:
        answered = False
        try:
            async with asyncio.timeout(self.limits.seconds):
                response = await worker.ask(request)
            answered = True
        except TimeoutError:
            what = f"the query ran longer than {self.limits.seconds:g} seconds and was stopped"
            return refusal(504, f"{what} - make it narrower, or run it on your own copy from dist/")
        except (EOFError, OSError):
            return refusal(422, _DIED)
        finally:
            if answered:
                self._idle.put_nowait(worker)
            else:  # one of these, or the client has gone
                self._replace(worker)
        return response

    def _replace(self, worker: Worker) -> None:
        """End a worker, whatever it does, and start another in its place."""
        self._workers.discard(worker)
        worker.writer.close()
        if self._closed:
            return
        with contextlib.suppress(OSError):
            self._control.send(worker.process.to_bytes(NUMBER_BYTES, "big"))
        task = asyncio.get_running_loop().create_task(self._add_if_possible())
        self._replacements.add(task)
        task.add_done_callback(self._replacements.discard)

    async def _add_if_possible(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            await self._add()

    async def retire(self) -> None:
        """Stop when the queries that run or wait have come to their end: each has a limit."""
        if self._asking:
            await self._unused.wait()
        await self.stop()

    async def stop(self) -> None:
        """End everything at once: the fork server ends its workers when we hang up."""
        self._closed = True
        for task in self._replacements:
            task.cancel()
        for worker in self._workers:
            worker.writer.close()
        self._control.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._fork_server.wait(), _GRACE)
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                self._fork_server.kill()
            await self._fork_server.wait()

    @property
    def alive(self) -> bool:
        """Whether the fork server is there, from which workers come."""
        return self._fork_server.returncode is None

    @property
    def processes(self) -> list[int]:
        """Numbers of the processes of the workers."""
        return sorted(worker.process for worker in self._workers)


def busy(why: str) -> Response:
    """Return the answer to a query that cannot be run now."""
    return refusal(503, f"{why} - try again in {RETRY_AFTER} seconds")
