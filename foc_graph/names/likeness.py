"""Which name was probably meant by another that does not exist."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Two names are alike from this share of common characters on, and differ by so many in length.
_ALIKE = 0.75
_LONGER = 3

#: Codes from so many letters on may be alike by one letter, whatever share of them that is.
_CODE = 3
_SWAPPED = 2

_LAST = re.compile(r"[^/#:]*$")


def last_part(iri: str) -> str:
    """Return the last part of an IRI."""
    match = _LAST.search(iri)
    return match[0] if match else ""


def are_alike(one: str, other: str) -> bool:
    """Whether one name may be the other, misspelt."""
    if not one or not _may_be_alike(one, other):
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


class Candidates:
    """Things by their names; many, of which few have a length that comes into question."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._by_length: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for name, one in named:
            self._by_length[len(name)].append((name, one))

    def likest(self, wrong: str, *, but: str) -> str | None:
        """Return the thing whose name is most like a wrong one, ``but`` this.

        Where none is alike, the only one that differs by one letter.
        """
        if not wrong:
            return None
        lengths = range(len(wrong) - _LONGER, len(wrong) + _LONGER + 1)
        near = [c for n in lengths for c in self._by_length.get(n, ()) if c[1] != but]
        return _closest(wrong, near) or _only_slip(wrong, near)


def _closest(wrong: str, candidates: Iterable[tuple[str, str]]) -> str | None:
    """Compare the most promising first: a full comparison is dear."""
    matcher = SequenceMatcher(None, "", wrong)
    promising = []
    for name, one in candidates:
        if _may_be_alike(wrong, name):
            matcher.set_seq1(name)
            promising.append((matcher.quick_ratio(), name, one))
    best: tuple[float, str] | None = None
    for most, name, one in sorted(promising, reverse=True):
        if most < (best[0] if best else _ALIKE):
            break
        found = (SequenceMatcher(None, wrong, name).ratio(), one)
        if found[0] >= _ALIKE and (best is None or found > best):
            best = found
    return best[1] if best else None


def _may_be_alike(one: str, other: str) -> bool:
    """Whether lengths and letters allow two names to be alike; cheap, for there may be many."""
    if abs(len(one) - len(other)) > _LONGER:
        return False
    here, there = set(one), set(other)
    common = min(len(one) - len(here - there), len(other) - len(there - here))
    return 2 * common >= _ALIKE * (len(one) + len(other))


def _only_slip(wrong: str, candidates: Iterable[tuple[str, str]]) -> str | None:
    found = {one for name, one in candidates if _is_slip(wrong, name)}
    return found.pop() if len(found) == 1 else None


def _is_slip(one: str, other: str) -> bool:
    """Whether two codes differ by one letter, or by two neighbours that changed places."""
    if len(one) != len(other) or len(one) < _CODE or not (one + other).isalpha():
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) != _SWAPPED:
        return len(differ) == 1
    first, last = differ
    return last - first == 1 and one[first : last + 1] == other[last] + other[first]


def nearest(wrong: str, names: Iterable[str]) -> str | None:
    """Return the name that comes nearest."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wrong, list(names), n=1)), None)
