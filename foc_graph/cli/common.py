"""What the commands share: the session, option types, output."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import click

from foc_graph.project import Project, find_own_project, find_project

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.dataset import Dataset

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
        return find_project(self.root)

    @cached_property
    def own_project(self) -> Project:
        """The project to judge or to rewrite, which is never the copy that the package carries."""
        return find_own_project(self.root)

    @cached_property
    def dataset(self) -> Dataset:
        """The loaded dataset; files that cannot be read are named on stderr."""
        from foc_graph.dataset import load_dataset

        dataset = load_dataset(self.project, store_dir=self.store)
        for problem in dataset.problems:
            click.echo(f"foc-graph: left out: {problem}", err=True)
        return dataset


pass_session = click.make_pass_decorator(Session)


def echo_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are: exports are the same on every platform."""
    sys.stdout.buffer.write(data)
