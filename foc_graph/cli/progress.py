"""Progress on stderr, on a terminal only."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.exports import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield what the work tells its steps to; silent where nobody watches."""
    with click.progressbar(
        length=1,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda step: step or "",
    ) as bar:

        def tell(step: str, steps: int) -> None:
            bar.length = steps
            bar.update(1, step)

        yield tell


@contextmanager
def cleaning_up() -> Iterator[None]:
    """Treat a request to end as Ctrl-C, so that what was begun is removed."""
    former = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
