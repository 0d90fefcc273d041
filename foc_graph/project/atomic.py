"""Writes that happen whole or not at all: of a file, a folder, and files of a folder that stays."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from errno import EISDIR
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


#: How often a folder is removed that something is still being written into.
_TRIES = 20


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``; on any failure the old content stays and nothing is left behind.

    Raises:
        CouldNotRun: the disk is full, the folder is not writable, and the like.

    """
    temporary: str | None = None
    with _writing(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(_mode_for(path))
            Path(temporary).replace(path)
        except BaseException:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            raise


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CouldNotRun(
            f"could not write ({error.strerror or error})",
            place=str(path),
            fix="free some space or choose another place; what was there is unchanged",
        ) from error


def _mode_for(path: Path) -> int:
    """Keep the mode of a file that exists; else what the umask gives a new file."""
    with suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    return 0o666 & ~_umask()


@contextmanager
def atomic_directory(path: Path) -> Iterator[Path]:
    """Yield an empty sibling folder that takes the place of ``path`` when the block ends well.

    The former ``path`` is kept until the new one is complete and on disk; then they are exchanged
    in one step where the system can (Linux), else by two renames.
    A failure in the block removes the sibling and leaves ``path`` as it was.

    Raises:
        CouldNotRun: the disk is full, the parent folder is not writable, and the like.

    """
    path = path.absolute()
    with _writing(path), temporary_sibling(path) as new:
        # A temporary folder is private; what replaces `path` is as readable as any other.
        new.chmod(0o777 & ~_umask())
        yield new
        _sync_tree(new)
        _swap(new, path)


@contextmanager
def temporary_sibling(path: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``path``, on the same disk, and remove it in the end.

    Leftovers of a killed run are removed by the next one.

    Raises:
        CouldNotRun: the parent folder is not writable, and the like.

    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _recover(path)
        _remove_leftovers(path)
        new = Path(tempfile.mkdtemp(prefix=f"{_new_name(path)}{os.getpid()}-", dir=path.parent))
    try:
        yield new
    finally:
        _remove(new)


def _remove(folder: Path) -> None:
    """Remove a folder; again where a store that is still open put a file into it meanwhile."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _old_name(path: Path) -> Path:
    return path.with_name(f".{path.name}.foc-graph-old")


def _new_name(path: Path) -> str:
    """Return how the name of a folder in the making starts; the number of its process follows."""
    return f".{path.name}.foc-graph-new-"


def _recover(path: Path) -> None:
    """Put the former folder back where a run was killed between the two renames."""
    old = _old_name(path)
    if old.exists() and not path.exists():
        old.rename(path)


def _remove_leftovers(path: Path) -> None:
    shutil.rmtree(_old_name(path), ignore_errors=True)
    start = _new_name(path)
    for folder in path.parent.iterdir():
        process = folder.name.removeprefix(start).partition("-")[0]
        if folder.name.startswith(start) and not _is_running(process):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: str) -> bool:
    """Tell whether a folder in the making may still be worked on."""
    if os.name != "posix" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync_tree(folder: Path) -> None:
    for item in folder.rglob("*"):
        if item.is_file():
            with item.open("rb") as stream:
                os.fsync(stream.fileno())


def _swap(new: Path, path: Path) -> None:
    """Put ``new`` in the place of ``path``; where the system can, exchange the two in one step."""
    if path.exists() and _exchange(new, path):
        return
    old = _old_name(path)
    if path.exists():
        path.rename(old)
    try:
        new.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


#: Of renameat2(2): take paths relative to the working directory; exchange the two.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux), so that a kill finds either one or the other."""
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    failed: int = renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return failed == 0


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
