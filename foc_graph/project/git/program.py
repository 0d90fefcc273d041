"""The ``git`` program: how it is called, and what its failures mean."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Names are bytes and exact: no globs, no quoting. Nothing that a repository configures is run.
_ALWAYS = ("--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")

#: Part of what git says -> what that means, and what to do.
_FAILURES = {
    "not a git repository": (
        "is not in a git repository",
        "run it in a clone, or git init and commit",
    ),
    "dubious ownership": (
        "is in a repository that belongs to another user, which git refuses",
        "git config --global --add safe.directory FOLDER",
    ),
}


class GitError(Exception):
    """git said no. ``said`` is what it printed, in English."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints.

    Raises:
        CouldNotRun: there is no git, or no repository that it would read.
        GitError: any other failure.

    """
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(folder), *_ALWAYS, *arguments],  # noqa: S607  # the user's git
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError as error:
        raise CouldNotRun(
            "there is no git program", place="git", fix="install git, or run without a revision"
        ) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    for sign, (what, fix) in _FAILURES.items():
        if sign in said:
            raise CouldNotRun(what, place=str(folder), fix=fix)
    raise GitError(said)


def pieces(output: bytes) -> list[str]:
    """Split what git prints with ``-z``; names that are not UTF-8 survive the way back."""
    return [os.fsdecode(piece) for piece in output.split(b"\0")]


def in_groups(names: Sequence[str], most: int = 500) -> list[Sequence[str]]:
    """Cut a long list of names into those that fit on a command line."""
    return [names[start : start + most] for start in range(0, len(names), most)]
