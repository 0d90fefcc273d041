"""One changed file, and how git writes it (``--raw -z``; gitdiffcore(7), git-diff(1))."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE = "0" * 40

#: First letter of the status -> what happened. A copy is a new file.
KINDS = {"A": "added", "C": "added", "D": "removed", "R": "renamed"}

#: Modes of what is no plain file (git-ls-files(1)).
LINK, SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Change:
    """A file that is not as it was. Paths are those of the project, with forward slashes.

    ``kind`` is added, removed, renamed or changed. ``path`` is None where the file is no longer
    there, ``old_path`` where it was not there before. ``old_blob`` and ``new_blob`` name the
    content before and after; there is no new one where it is on disk only.
    ``is_special`` marks symbolic links and submodules, whose content lies somewhere else.
    """

    kind: str
    path: str | None
    old_path: str | None
    old_blob: str | None = None
    is_special: bool = False
    new_blob: str | None = field(default=None, compare=False)


def parse_raw(tokens: Iterator[str], start: str = "") -> Iterator[Change]:
    """Yield the changes that tokens of ``--raw -z`` describe; stop where they end.

    ``start`` is the path of the project in its repository, which is cut off.
    """
    for token in tokens:
        if not token.startswith(":"):
            return
        yield _parse(token, tokens, start)


def _parse(header: str, tokens: Iterator[str], start: str) -> Change:
    old_mode, mode, old_blob, new_blob, status = header[1:].split(" ")
    first = next(tokens).removeprefix(start)
    kind = KINDS.get(status[0], "changed")
    new: str | None = first
    old: str | None = first
    if status[0] in "RC":
        new = next(tokens).removeprefix(start)
    if kind == "added":
        old = None
    if kind == "removed":
        new = None
    special = not {LINK, SUBMODULE}.isdisjoint({old_mode, mode})
    blob = None if old is None or old_blob.startswith(_NONE) else old_blob
    after = None if new is None or new_blob.startswith(_NONE) else new_blob
    return Change(kind, new, old, blob, special, after)


_MARK = "\x02"

#: What `parse_log` reads: id, time of the commit, author, subject.
FORMAT = f"format:{_MARK}%H%x00%cI%x00%an%x00%s"


@dataclass(frozen=True)
class Commit:
    """One commit: its id, its time (RFC 3339), who wrote it, its first line, what it changed."""

    id: str
    time: str
    author: str
    subject: str
    changes: tuple[Change, ...] = ()


def parse_log(tokens: list[str], start: str) -> Iterator[Commit]:
    """Yield the commits that ``git log -z --raw`` with `FORMAT` prints."""
    begins = [i for i, token in enumerate(tokens) if token.startswith(_MARK)]
    for begin, end in zip(begins, [*begins, len(tokens)][1:], strict=True):
        identifier, time, author, last = tokens[begin : begin + 4]
        subject, _, header = last.partition("\n")
        rest = iter([header, *tokens[begin + 4 : end]] if header else [])
        yield Commit(
            identifier.removeprefix(_MARK), time, author, subject, tuple(parse_raw(rest, start))
        )
