"""One sentence that processes share, from the one that loads to those that serve."""

from __future__ import annotations

import mmap

#: Bytes, with two in front that say how many are used.
ROOM = 1024


class Notice:
    """A text in memory that processes forked later see as it changes."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, ROOM)

    def write(self, text: str | None) -> None:
        """Put a sentence there, or take it away."""
        data = (text or "").encode("utf-8")[: ROOM - 2]
        self._memory[: len(data) + 2] = len(data).to_bytes(2, "big") + data

    def read(self) -> str | None:
        """Return the sentence; None where there is none."""
        length = int.from_bytes(self._memory[:2], "big")
        return self._memory[2 : length + 2].decode("utf-8", "ignore") or None
