"""Files that come into a folder together, or not at all; what else is there stays."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from errno import EISDIR
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def refuse_file(folder: Path) -> None:
    """Check that files can be put into ``folder``, which need not exist.

    Raises:
        UsageProblem: it is something else.

    """
    if folder.exists() and not folder.is_dir():
        raise UsageProblem(
            "is no folder; it was left as it is",
            place=str(folder),
            fix="name another one with -o, or one --format of one file",
        )


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder within ``folder``; what it holds moves up when the block ends well.

    Otherwise ``folder`` is what it was.

    Raises:
        UsageProblem: ``folder`` is a file.
        CouldNotRun: the folder is not writable, and the like.

    """
    refuse_file(folder)
    try:
        made = _make(folder)
        try:
            # Within the folder and not beside it: the folder may be a disk of its own.
            stage = Path(tempfile.mkdtemp(prefix=".foc-graph-", dir=folder))
            try:
                yield stage
                _move_up(stage, folder)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        except BaseException:
            for parent in made:
                parent.rmdir()
            raise
    except OSError as error:
        raise CouldNotRun(
            f"could not write ({error.strerror or error})",
            place=str(folder),
            fix="free some space or choose another place",
        ) from error


def _make(folder: Path) -> list[Path]:
    """Make a folder with those above it, and return the new ones, the innermost first."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return made


def _move_up(stage: Path, folder: Path) -> None:
    files = [path for path in sorted(stage.rglob("*")) if not path.is_dir()]
    targets = [folder / path.relative_to(stage) for path in files]
    # What can fail comes before the first file is replaced.
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR), str(target))
    for path, target in zip(files, targets, strict=True):
        path.replace(target)
