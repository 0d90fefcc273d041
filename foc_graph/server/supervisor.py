"""Several processes on one port: the data are loaded once and shared, as memory not yet written.

The first process loads, the others are forked from it and serve. New data: it loads them, forks
successors, and lets the former ones finish. A process that dies is replaced.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun
from foc_graph.project.inputs import INTERVAL, signature
from foc_graph.server.loader import freeze_objects, load_anew, say_reloaded
from foc_graph.server.logs import say
from foc_graph.server.settings import SHARED_FOLDER
from foc_graph.server.state import ServerState

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def supervise(
    state: ServerState, serve: Callable[[ServerState], None], started: Callable[[], None]
) -> None:
    """Have several processes ``serve`` until told to stop.

    Raises:
        CouldNotRun: this system cannot fork.

    """
    if not hasattr(os, "fork"):
        raise CouldNotRun(
            "this system cannot fork", place="--workers", fix="use one, or several servers"
        )
    shared = tempfile.TemporaryDirectory(prefix="foc-graph-metrics-", ignore_cleanup_errors=True)
    with shared as folder:
        os.environ[SHARED_FOLDER] = folder
        try:
            Supervisor(state, serve).run(started)
        finally:
            del os.environ[SHARED_FOLDER]


class Supervisor:
    """Starts, watches and replaces the processes that serve. Runs no thread: it forks."""

    def __init__(self, state: ServerState, serve: Callable[[ServerState], None]) -> None:
        self._state = state
        self._serve = serve
        self._children: set[int] = set()
        #: Told to finish, and not gone yet.
        self._leaving: set[int] = set()
        self._stop = False
        self._reload = False
        self._tried = state.site.digest

    def run(self, started: Callable[[], None]) -> None:
        """Loop until a signal says stop."""
        numbers = (*_SIGNALS, signal.SIGHUP)
        former = {number: signal.signal(number, self._on_signal) for number in numbers}
        self._fill()
        started()
        try:
            while not self._stop:
                self._fill()
                self._pause()
                self._check()
            self._end()
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _: object) -> None:
        if number == signal.SIGHUP:
            self._reload = True
        else:
            self._stop = True

    def _pause(self) -> None:
        """Wait a second, less where a signal came."""
        until = time.monotonic() + INTERVAL
        while time.monotonic() < until and not (self._stop or self._reload):
            time.sleep(0.05)

    def _check(self) -> None:
        self._reap()
        if self._state.settings.watch and signature(self._state.project) != self._tried:
            self._reload = True
        if self._reload and not self._stop:
            self._reload = False
            self._reload_data()

    def _reload_data(self) -> None:
        """Load, and where all is well let successors take over."""
        self._tried = signature(self._state.project)
        site = load_anew(self._state)
        if site is None:
            return
        self._tried = site.digest
        self._state.swap(site)
        former, self._children = self._children, set()
        self._fill()
        self._terminate(former)
        say_reloaded(self._state)

    def _fill(self) -> None:
        while len(self._children) < self._state.settings.workers:
            self._children.add(self._fork())

    def _fork(self) -> int:
        freeze_objects()  # what the collector does not touch stays shared
        # A signal before the child has its own handlers would be taken by ours, and lost.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        child = os.fork()
        if child:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            return child
        code = 1
        try:
            self._run_child()
            code = 0
        finally:
            os._exit(code)

    def _run_child(self) -> None:
        for number in (*_SIGNALS, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        state = ServerState(
            self._state.project,
            replace(self._state.settings, watch=False),
            self._state.site,
            self._state.notice,
        )
        state.generation = self._state.generation
        self._serve(state)
        sys.stdout.flush()

    def _reap(self) -> None:
        """Note the children that have ended."""
        from prometheus_client.multiprocess import mark_process_dead

        while self._children | self._leaving:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not child:
                return
            mark_process_dead(child)  # type: ignore[no-untyped-call]
            if child in self._children:
                say("process replaced", process=child, status=os.waitstatus_to_exitcode(status))
            self._children.discard(child)
            self._leaving.discard(child)

    def _terminate(self, children: set[int]) -> None:
        self._leaving |= children
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    def _end(self) -> None:
        """Let every child finish; those that do not in time are ended."""
        self._terminate(self._children)
        self._children = set()
        until = time.monotonic() + self._state.settings.grace + 2
        while self._leaving and time.monotonic() < until:
            self._reap()
            time.sleep(0.05)
        for child in self._leaving:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
