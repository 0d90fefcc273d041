"""What the commands share: the session, option types, output, progress."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.dataset import Dataset
    from foc_graph.exports import Progress
    from foc_graph.project import Project

EXIT_CODES = (
    "Exit codes: 0 done or conforms; 1 ran, and something does not conform; 2 wrong call;"
    " 3 could not run; 130 interrupted."
)


@dataclass
class Session:
    """What ``--root`` and ``--store`` say; the project and the dataset are opened when used."""

    root: Path | None = None
    store: Path | None = None

    @cached_property
    def project(self) -> Project:
        """The project to read: one's own, or the copy that the package carries."""
        from foc_graph.project import find_project

        return find_project(self.root)

    @cached_property
    def own_project(self) -> Project:
        """The project to rewrite, which is never the copy that the package carries."""
        from foc_graph.project import find_own_project

        return find_own_project(self.root)

    @cached_property
    def judged_project(self) -> Project:
        """The project to judge; that it is the copy of the package is said on stderr."""
        from foc_graph.project import bundled_project, find_judged_project

        project = find_judged_project(self.root)
        if self.root is None and project == bundled_project() and not _is_here(project):
            click.echo(f"foc-graph: no project here: checking the copy in {project.root}", err=True)
        return project

    @cached_property
    def dataset(self) -> Dataset:
        """The loaded dataset; files that cannot be read are named on stderr."""
        from foc_graph.dataset import load_dataset

        dataset = load_dataset(self.project, store_dir=self.store)
        for problem in dataset.problems:
            click.echo(f"foc-graph: left out: {problem}", err=True)
        return dataset


def _is_here(project: Project) -> bool:
    return Path.cwd().is_relative_to(project.root)


pass_session = click.make_pass_decorator(Session)


def format_option(
    formats: Iterable[str], text: str = "How to write it."
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--format``, as ``form``: one of these, text unless another is asked for."""
    choice = click.Choice(list(formats))
    return click.option(
        "-f", "--format", "form", type=choice, default="text", show_default=True, help=text
    )


def text_width() -> int:
    """Return how wide text may be: as the terminal, up to what reads well."""
    import shutil  # not at start-up: it brings the compressors of archives

    return min(shutil.get_terminal_size((100, 24)).columns, 110)


def echo_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are: exports are the same on every platform."""
    sys.stdout.buffer.write(data)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield what the work tells its steps to: on stderr, silent where nobody watches."""
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
    import signal

    former = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
