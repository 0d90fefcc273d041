"""Which rows of a result are wanted: ``limit`` and ``offset``, or ``page`` and ``pageSize``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Rows where nothing is said, and at most.
USUAL = 1000
MOST = 10_000

#: Parameters of the address that are no parameters of a query.
NAMES = ("limit", "offset", "page", "pageSize", "format")

#: Digits of a number that is worth reading.
_DIGITS = 9


@dataclass(frozen=True)
class RowRange:
    """Rows from ``offset`` on, at most ``limit``."""

    offset: int
    limit: int

    @classmethod
    def of(cls, given: Mapping[str, str]) -> RowRange:
        """Read what the address says.

        Raises:
            UsageProblem: a number that is none or out of bounds, or both ways of paging at once.

        """
        by_page = {"page", "pageSize"} & given.keys()
        if by_page and {"limit", "offset"} & given.keys():
            raise UsageProblem(
                "page and pageSize do not go with limit and offset",
                place="paging",
                fix="use a pair",
            )
        if by_page:
            size = _number(given, "pageSize", USUAL, least=1, most=MOST)
            return cls((_number(given, "page", 1, least=1) - 1) * size, size)
        limit = _number(given, "limit", USUAL, least=1, most=MOST)
        return cls(_number(given, "offset", 0, least=0), limit)

    def links(self, path: str, given: Mapping[str, str], total: int) -> str:
        """Return the header ``Link`` (RFC 8288): first, previous, next and last rows."""
        last = max(0, (total - 1) // self.limit) * self.limit
        places = {"first": 0, "last": last}
        if self.offset > 0:
            places["prev"] = max(0, self.offset - self.limit)
        if self.offset + self.limit < total:
            places["next"] = self.offset + self.limit
        return ", ".join(
            f'<{path}?{urlencode(self._at(given, place))}>; rel="{name}"'
            for name, place in places.items()
        )

    def _at(self, given: Mapping[str, str], offset: int) -> dict[str, str]:
        others = {name: value for name, value in given.items() if name not in NAMES[:-1]}
        if {"page", "pageSize"} & given.keys():
            place = {"page": offset // self.limit + 1, "pageSize": self.limit}
        else:
            place = {"offset": offset, "limit": self.limit}
        return others | {name: str(value) for name, value in place.items()}


def _number(
    given: Mapping[str, str], name: str, usual: int, *, least: int, most: int | None = None
) -> int:
    text = given.get(name)
    if text is None:
        return usual
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    if not is_number or int(text) < least or (most is not None and int(text) > most):
        bounds = f"from {least}" + (f" to {most}" if most is not None else " on")
        raise UsageProblem(
            f"{text[:40]!r} is not a whole number {bounds}",
            place=f"parameter {name}",
            fix="give such a number",
        )
    return int(text)
