"""From a project on disk to a site in memory; and anew on SIGHUP, or when a file changes."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import time
from typing import TYPE_CHECKING

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, FocGraphError, NotConforming
from foc_graph.project.inputs import INTERVAL, inputs, signature
from foc_graph.server.logs import say
from foc_graph.server.state import Generation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.project import Project
    from foc_graph.server.state import ServerState

#: How often to load files that are being changed, and seconds between two times.
TRIES = 25
PAUSE = 0.2


def load_site(project: Project) -> Generation:
    """Load a project and work out all that the first request would wait for.

    Raises:
        NotConforming: a file of the data cannot be read; says which.
        CouldNotRun: the ontology or a rule cannot be read, or files keep changing.

    """
    for _ in range(TRIES):
        before = signature(project)
        site = _load(project, before)
        if signature(project) == before:
            return site
        time.sleep(PAUSE)  # a checkout is under way: half of it is no state to serve
    raise CouldNotRun(
        "files keep changing", place=str(project.root), fix="load when the changes are done"
    )


def _load(project: Project, digest: str) -> Generation:
    dataset = load_dataset(project)
    if dataset.problems:
        first, more = dataset.problems[0], len(dataset.problems) - 1
        raise NotConforming(
            first.message + (f" (and {more} more)" if more else ""),
            place=project.relative(first.path) + (f":{first.line}" if first.line else ""),
            fix=f"{first.fix}; `foc-graph validate` shows all",
        )
    site = Generation(dataset, tuple(dataset.documents()), digest, last_modified(project))
    _warm(site)
    return site


def _warm(site: Generation) -> None:
    """Make now what requests share; what cannot be made must not be swapped in."""
    site.addresses.by_identifier("/")
    first = site.addresses.documents[0]
    site.representations.material(first)
    for page in ("index.html", f"{first.path[1:]}.html"):
        if page in site.page_paths:
            site.pages.render(page)
    site.representations.descriptions  # noqa: B018
    site.replacements  # noqa: B018


def freeze_objects() -> None:
    """Let the collector forget former data, and pass over what is loaded: its pauses are long."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


#: Folders whose history tells when the data last changed.
FOLDERS = ("ontology", "data", "queries")


def last_modified(project: Project) -> int:
    """Return when the inputs last changed: the time of their commit, else of the newest file.

    The commit says the same on every host; files that differ from it, or are in no repository,
    have no other time than their own.
    """
    committed = _committed(project)
    if committed is not None:
        return committed
    return int(max((path.stat().st_mtime for path in inputs(project)), default=0))


def _committed(project: Project) -> int | None:
    from datetime import datetime

    from foc_graph.project.git import Repository
    from foc_graph.project.git.program import GitError

    folders = [name for name in FOLDERS if (project.root / name).is_dir()]
    try:
        repository = Repository.of(project)
        if repository.changed_files("HEAD", under=folders):
            return None
        newest = next(iter(repository.log(folders, limit=1)), None)
    except (CouldNotRun, GitError):
        return None
    return int(datetime.fromisoformat(newest.time).timestamp()) if newest else None


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
    say("reloaded", generation=state.generation, documents=len(state.site.addresses.documents))


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
