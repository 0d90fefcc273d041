"""The commits that touched a project, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.revisions.changes import Change, parse_raw

if TYPE_CHECKING:
    from collections.abc import Iterator

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
