"""Which files in a folder are RDF, and what their paths say."""

from __future__ import annotations

import os
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from foc_graph.rdf.formats import RDF_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator


def below(folder: Path, path: Path) -> str | None:
    """``path`` from a folder on, with forward slashes; None where it does not start with that.

    Names are compared, links are not followed: this is asked for every file, again and again.
    """
    start = f"{folder}{os.sep}"
    text = str(path)
    return text[len(start) :].replace(os.sep, "/") if text.startswith(start) else None


def without_suffix(name: str) -> str:
    """The path of a file without the ending of its name: ``doc/A-HRC-20-L.13`` for Turtle."""
    return name.removesuffix(PurePosixPath(name).suffix)


def rdf_files(folder: Path) -> list[Path]:
    """Every RDF file under ``folder``, sorted; hidden ones are left out."""
    return sorted(
        path for path in files_below(folder) if is_rdf(path) and not path.name.startswith(".")
    )


def is_rdf(path: PurePath) -> bool:
    """Whether the name of a file ends as RDF does."""
    return path.suffix in RDF_FORMATS


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file under a folder, if there is one.

    A link to a folder is not followed but yielded, and so is a link to nothing, and a pipe: who
    reads files says why that cannot be read, so that nothing is passed over.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(Path(entry.path))
            else:
                yield Path(entry.path)
