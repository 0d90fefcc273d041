"""A dataset kept on disk (``--store DIR``) and used again while no input has changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import Dataset, fill
from foc_graph.dataset.rules import rule_files
from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.atomic import atomic_directory
from foc_graph.project.prefixes import read_prefixes
from foc_graph.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project import Project

#: Says of a folder that we made it, and from which input.
STAMP = "foc-graph.json"


def open_kept(project: Project, folder: Path, *, derive: bool) -> Dataset:
    """Open the store in ``folder``, building it first where the input has changed.

    Raises:
        UsageProblem: the folder exists and is no store of ours.
        CouldNotRun: the store is damaged or the disk is full.

    """
    wanted = digest(project, derive=derive)
    _refuse_foreign(folder)
    if _stamp(folder) != wanted:
        dataset = _build(project, folder, wanted, derive=derive)
        if dataset.problems:
            return dataset
    try:
        store = ox.Store.read_only(str(folder / "store"))
    except (OSError, ValueError, RuntimeError) as error:
        raise CouldNotRun(
            f"the kept store cannot be opened ({error})",
            place=str(folder),
            fix="remove the folder; it is built again from the files",
        ) from error
    files = (*project.ontology_files(), *project.data_files())
    return Dataset(project, read_prefixes(project), store, files)


def _build(project: Project, folder: Path, wanted: str, *, derive: bool) -> Dataset:
    """Build beside the old one and swap. With problems in the data nothing is kept."""
    memory = fill(ox.Store(), project, derive=derive)
    if memory.problems:
        return memory
    with atomic_directory(folder) as new:
        store = ox.Store(str(new / "store"))
        store.bulk_extend(memory.store)
        store.flush()
        del store
        stamp = {"version": __version__, "digest": wanted}
        (new / STAMP).write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    return memory


def digest(project: Project, *, derive: bool) -> str:
    """Return the SHA-256 of everything that decides what the store holds."""
    total = hashlib.sha256(f"{__version__} {ox.__version__} {derive}".encode())
    for path in (*project.ontology_files(), *rule_files(project), *project.data_files()):
        total.update(project.relative(path).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _stamp(folder: Path) -> str | None:
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = stamp.get("digest") if isinstance(stamp, dict) else None
    return found if isinstance(found, str) else None


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and _is_ours(folder)):
        raise UsageProblem(
            "is not a store that foc-graph made",
            place=str(folder),
            fix="give --store a new or empty folder",
        )


def _is_ours(folder: Path) -> bool:
    return (folder / STAMP).is_file() or not any(folder.iterdir())
