"""Names that no two things share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def unique(
    names: Iterable[str], *, reserved: Iterable[str] = (), longest: int | None = None
) -> list[str]:
    """Number the names that were there before: ``person``, ``person_2``; cut to ``longest``.

    >>> unique(["person", "person", "columns"], reserved=["columns"])
    ['person', 'person_2', 'columns_2']
    """
    taken = set(reserved)
    found = []
    for name in names:
        chosen, number = name[:longest], 1
        while chosen in taken:
            number += 1
            ending = f"_{number}"
            chosen = f"{name[: longest and longest - len(ending)]}{ending}"
        taken.add(chosen)
        found.append(chosen)
    return found
