"""Queries in processes of their own: the engine cannot be interrupted, a process can.

A slow query holds one worker and nothing else; one that passes a limit is ended with its worker.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from foc_graph.server.sparql.forkserver import FORKS
from foc_graph.server.sparql.limits import Limits
from foc_graph.server.sparql.requests import Reply, refusal
from foc_graph.server.sparql.workers import Ended, Workers

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.server.sparql.requests import Request
    from foc_graph.server.sparql.workers import Worker

#: What a client is told to wait, in seconds, when it is sent away.
RETRY_AFTER = 5


class Pool:
    """Answers queries over a dataset; ``replace`` puts new data in its place."""

    def __init__(
        self, dataset: Dataset, limits: Limits | None = None, *, forks: bool = FORKS
    ) -> None:
        self.limits = limits or Limits()
        self.dataset = dataset
        self._forks = forks
        self._waiting = 0
        self._held = 0
        self._brood: Workers | None = None
        self._starting: asyncio.Task[Workers] | None = None
        self._retiring: dict[asyncio.Task[None], Workers] = {}

    async def start(self) -> None:
        """Start the workers. Does not wait for them: the first queries do."""
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._new(self.dataset))

    async def stop(self) -> None:
        """End every worker and what they run."""
        for task, old in tuple(self._retiring.items()):
            task.cancel()  # it may not have begun yet
            await old.stop()
        brood = await self._ready() if self._starting is not None else None
        if brood is not None:
            await brood.stop()
        self._starting, self._brood = None, None

    async def replace(self, dataset: Dataset) -> None:
        """Answer from other data; queries that run come to their end on the old ones."""
        brood = await self._new(dataset)
        old = await self._ready() if self._starting else None
        self.dataset, self._brood = dataset, brood
        self._starting = asyncio.get_running_loop().create_task(_already(brood))
        if old is not None:
            task = asyncio.get_running_loop().create_task(old.retire())
            self._retiring[task] = old
            task.add_done_callback(self._retiring.pop)

    async def _new(self, dataset: Dataset) -> Workers:
        brood = Workers(self.limits, forks=self._forks)
        await brood.start(dataset)
        return brood

    async def _ready(self) -> Workers | None:
        """Return the workers, started anew if they have all ended; None where that fails."""
        if self._brood is not None and not self._brood.alive:
            ended, self._brood, self._starting = self._brood, None, None
            await ended.stop()
        await self.start()
        if self._brood is None:
            assert self._starting is not None  # noqa: S101 - `start` made it
            try:
                self._brood = await self._starting
            except (Ended, OSError):
                self._starting = None
        return self._brood

    async def ask(self, request: Request) -> Reply:
        """Run a query; what goes wrong is an answer too."""
        if self._waiting >= self.limits.waiting:
            return _busy("too many queries are waiting")
        if self._held > self.limits.held_bytes:
            return _busy("too many results are on their way to slow clients")
        brood = await self._ready()
        if brood is None:
            return _busy("the workers cannot be started")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.patience):
                worker = await brood.take()
        except TimeoutError:
            return _busy("all workers are busy")
        finally:
            self._waiting -= 1
        return await self._run(brood, worker, request)

    async def _run(self, brood: Workers, worker: Worker, request: Request) -> Reply:
        try:
            async with asyncio.timeout(self.limits.seconds):
                reply = await worker.ask(request)
        except TimeoutError:
            brood.replace(worker)
            return self._too_slow()
        except Ended:
            brood.replace(worker)
            return refusal(422, _DIED)
        except asyncio.CancelledError:  # the client has gone
            brood.replace(worker)
            raise
        brood.give_back(worker)
        return reply

    def _too_slow(self) -> Reply:
        seconds = f"{self.limits.seconds:g} seconds"
        what = f"the query ran longer than {seconds} and was stopped"
        return refusal(504, f"{what} - make it narrower, or run it on your own copy from dist/")

    def hold(self, length: int) -> None:
        """Count a result that is on its way; a negative length when it has gone."""
        self._held += length

    @property
    def busy(self) -> int:
        """Queries that wait."""
        return self._waiting

    @property
    def processes(self) -> list[int]:
        """Numbers of the processes of the workers."""
        return self._brood.processes if self._brood else []


_DIED = (
    "the query needs more memory than a query may have, or is nested too deeply - make it simpler"
)


def _busy(why: str) -> Reply:
    return refusal(503, f"{why} - try again in {RETRY_AFTER} seconds", retry_after=RETRY_AFTER)


async def _already(brood: Workers) -> Workers:
    return brood
