"""A small project to make sites of, and ways to look at them."""

from __future__ import annotations

import pytest

from tests.conftest import make_project


@pytest.fixture
def small_project(repository, tmp_path):
    """The project of the exporters' tests, without vocabularies that it does not use."""
    made = make_project(repository, tmp_path / "project")
    said = "".join(path.read_text("utf-8") for path in made.data.rglob("*.ttl"))
    for path in made.vocabulary.glob("*.ttl"):
        if f"{path.stem}/" not in said:
            path.unlink()
    return made


def contents(folder):
    """Path -> bytes of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def identities(folder):
    """Path -> inode and time of the last change of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    stats = ((path.relative_to(folder).as_posix(), path.stat()) for path in files)
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats}
