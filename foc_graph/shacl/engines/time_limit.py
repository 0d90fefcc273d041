"""A bound on how long one query may take.

pyoxigraph has no way to cancel a query, but it does not hold Python up while one runs: the query
gets a thread of its own, and who waits for it gives up when the time is over. The thread is told
to end at its next step in Python, and ends with the process at the latest.
"""

from __future__ import annotations

import ctypes
import time
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds for one constraint over all its focus nodes, where nothing else is said.
TIMEOUT = 60.0

_T = TypeVar("_T")


class OverTimeError(Exception):
    """It took longer than allowed."""


class Allowance:
    """So many seconds, from the first use on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end: float | None = None

    def run(self, work: Callable[[], _T]) -> _T:
        """Do some work and return what it returns.

        Raises:
            OverTimeError: the time is over. The work goes on where nobody waits for it.

        """
        if self._end is None:
            self._end = time.monotonic() + self.seconds
        return bounded(work, self._end - time.monotonic())


def bounded(work: Callable[[], _T], seconds: float) -> _T:
    """Do some work within so many seconds.

    Raises:
        OverTimeError: it takes longer. The work goes on where nobody waits for it.

    """
    if seconds <= 0:
        raise OverTimeError
    done: list[_T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001  # raised again where it is waited for
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        _end(thread)
        raise OverTimeError
    return done[0]


def _end(thread: Thread) -> None:
    """Raise SystemExit in a thread: one that runs on in Python would slow down all others."""
    identity = ctypes.c_ulong(thread.ident or 0)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, ctypes.py_object(SystemExit))
