"""The files that decide what a project says, and whether they changed."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.project import Project

#: Seconds between two looks at the files.
INTERVAL = 1.0


def inputs(project: Project) -> Iterator[Path]:
    """Yield every file that decides what the dataset says."""
    yield from project.ontology_files()
    yield from project.shape_files()
    yield from project.rule_files()
    yield from project.data_files()
    yield from sorted(path for path in project.queries.rglob("*") if path.is_file())
    yield from (path for path in (project.context,) if path.is_file())


def signature(project: Project) -> str:
    """Return a digest over names, sizes and times of all inputs: cheap, to see changes."""
    total = hashlib.sha256()
    for path in inputs(project):
        try:
            found = path.stat()
        except OSError:  # gone between the two calls
            continue
        total.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return total.hexdigest()


def changes(project: Project) -> Iterator[str]:
    """Yield the signature now, and again whenever files have changed and rest; never ends."""
    told, before = "", signature(project)
    while True:
        now = signature(project)
        if now == before != told:
            told = now
            yield told
        before = now
        time.sleep(INTERVAL)
