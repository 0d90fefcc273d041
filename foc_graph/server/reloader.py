"""New data without a restart: on SIGHUP, and where wanted when a file changes."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

from foc_graph.errors import FocGraphError
from foc_graph.server.loader import freeze_objects, load_site, signature
from foc_graph.server.logs import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.server.state import Generation, ServerState

#: Seconds between two looks at the files.
INTERVAL = 1.0


def load_anew(state: ServerState) -> Generation | None:
    """Load what is on disk now; where that cannot be, say why, and return None."""
    try:
        return load_site(state.project)
    except FocGraphError as error:
        why = str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, go on serving
        why = f"{type(error).__name__}: {error}"
    state.refused = why
    say("reload refused", why=why, generation=state.generation)
    return None


def say_reloaded(state: ServerState) -> None:
    """Log that another generation is served."""
    say("reloaded", generation=state.generation, documents=len(state.addresses.documents))


class Reloader:
    """Loads beside what is served, and swaps when all is well."""

    def __init__(self, state: ServerState) -> None:
        self._state = state
        self._loading = asyncio.Lock()
        #: What was tried last: a file that cannot be read is not tried again until it changes.
        self._tried = state.site.digest

    async def reload(self) -> None:
        """Load and swap; where the data cannot be read, say why and keep what is served."""
        async with self._loading:
            self._tried = await asyncio.to_thread(signature, self._state.project)
            site = await asyncio.to_thread(load_anew, self._state)
            if site is not None:
                self._tried = site.digest
                self._state.swap(site)
                freeze_objects()
                say_reloaded(self._state)

    async def watch(self) -> None:
        """Reload whenever a file has changed, for ever."""
        while True:
            await asyncio.sleep(INTERVAL)
            if await asyncio.to_thread(signature, self._state.project) != self._tried:
                await self.reload()


@contextlib.contextmanager
def following(state: ServerState) -> Iterator[Reloader]:
    """Follow signals and files while the server runs."""
    loop = asyncio.get_running_loop()
    reloader = Reloader(state)
    tasks: set[asyncio.Task[None]] = set()

    def hang_up() -> None:
        task = loop.create_task(reloader.reload())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    with contextlib.suppress(NotImplementedError, RuntimeError, AttributeError, ValueError):
        loop.add_signal_handler(signal.SIGHUP, hang_up)  # not on Windows, nor off the main thread
    if state.settings.watch:
        tasks.add(loop.create_task(reloader.watch()))
    try:
        yield reloader
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, AttributeError, ValueError):
            loop.remove_signal_handler(signal.SIGHUP)
        for task in tasks:
            task.cancel()
