"""Which name was probably meant by another that does not exist: "did you mean X?"."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Two names are alike from this share of common characters on, and differ by so many in length.
ALIKE = 0.7
LONGER = 3

#: Codes from so many letters on may be alike by one letter, whatever share of them that is.
_CODE = 3
_SWAPPED = 2

#: From so many letters on a part of a name stands for the name.
_TYPED = 3

#: How many near ones a message names.
NEAREST = 3

_LAST = re.compile(r"[^/#:]*$")


def last_part(iri: str) -> str:
    """Return the last part of an IRI."""
    match = _LAST.search(iri)
    return match[0] if match else ""


def did_you_mean(names: Iterable[str]) -> str:
    """Ask whether one of these was meant; empty where there is none.

    >>> did_you_mean(nearest("valdate", ["validate", "query"]))
    'did you mean validate?'
    """
    said = " or ".join(names)
    return f"did you mean {said}?" if said else ""


def nearest(wrong: str, names: Iterable[str], *, count: int = NEAREST) -> list[str]:
    """Return the names most like one that somebody typed, best first."""
    return Candidates((name, name) for name in names).nearest(wrong, count=count)


def are_alike(one: str, other: str) -> bool:
    """Whether one name may be the other, misspelt."""
    near = abs(len(one) - len(other)) <= LONGER
    return bool(one) and near and bool(_closest(one.casefold(), [(other.casefold(), other)], 1))


class Candidates:
    """Things by their names; many, of which few have a length that comes into question.

    Names are compared without regard to case.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._by_length: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for name, one in named:
            self._by_length[len(name)].append((name.casefold(), one))

    def nearest(self, typed: str, *, count: int = NEAREST) -> list[str]:
        """Return things of which a name holds what was typed, then those whose name is like it."""
        wanted = typed.casefold()
        lengths = sorted(self._by_length) if len(wanted) >= _TYPED else ()
        near = (pair for length in lengths for pair in sorted(self._by_length[length]))
        holding = [one for name, one in near if wanted in name]
        alike = self.alike(typed, count=count)
        return list(dict.fromkeys([*holding, *alike]))[:count]

    def alike(self, wrong: str, *, count: int = 1, but: str = "") -> list[str]:
        """Return the things whose names are most like a wrong one, best first, ``but`` this.

        Where none is alike, the only one that differs by one letter.
        """
        if not wrong:
            return []
        lengths = range(len(wrong) - LONGER, len(wrong) + LONGER + 1)
        near = [c for n in lengths for c in self._by_length.get(n, ()) if c[1] != but]
        wanted = wrong.casefold()
        return _closest(wanted, near, count) or _only_slip(wanted, near)


def _closest(wrong: str, candidates: Iterable[tuple[str, str]], count: int) -> list[str]:
    """Compare the most promising first: a full comparison is dear."""
    found: dict[str, float] = {}
    for most, name, one in sorted(_promising(wrong, candidates), reverse=True):
        best = sorted(found.values(), reverse=True)[:count]
        if len(best) == count and most < best[-1]:
            break
        share = SequenceMatcher(None, wrong, name).ratio()
        if share >= ALIKE:
            found[one] = max(share, found.get(one, 0))
    return sorted(found, key=lambda one: (found[one], one), reverse=True)[:count]


def _promising(
    wrong: str, candidates: Iterable[tuple[str, str]]
) -> Iterator[tuple[float, str, str]]:
    """Yield what lengths and letters allow to be alike, with the most that it may be."""
    matcher = SequenceMatcher(None, "", wrong)
    for name, one in candidates:
        here, there = set(wrong), set(name)
        common = min(len(wrong) - len(here - there), len(name) - len(there - here))
        if 2 * common >= ALIKE * (len(wrong) + len(name)):
            matcher.set_seq1(name)
            if (most := matcher.quick_ratio()) >= ALIKE:
                yield most, name, one


def _only_slip(wrong: str, candidates: Iterable[tuple[str, str]]) -> list[str]:
    found = {one for name, one in candidates if _is_slip(wrong, name)}
    return list(found) if len(found) == 1 else []


def _is_slip(one: str, other: str) -> bool:
    """Whether two codes differ by one letter, or by two neighbours that changed places."""
    if len(one) != len(other) or len(one) < _CODE or not (one + other).isalpha():
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) != _SWAPPED:
        return len(differ) == 1
    first, last = differ
    return last - first == 1 and one[first : last + 1] == other[last] + other[first]
