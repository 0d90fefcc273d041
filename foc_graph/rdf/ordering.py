"""Natural order: ``op2`` before ``op10``."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"([0-9]+)")

#: Texts stand at even places and numbers (length, digits) at odd ones, so that any two compare.
NaturalKey = tuple[object, ...]


def natural_key(text: str) -> NaturalKey:
    """Return a sort key that compares runs of digits as numbers.

    >>> sorted(["op10", "op2", "op02"], key=natural_key)
    ['op02', 'op2', 'op10']
    """
    parts: list[object] = list(_DIGITS.split(text))
    for place in range(1, len(parts), 2):
        digits = str(parts[place]).lstrip("0")
        # Not int(): it refuses more than 4300 digits.
        parts[place] = (len(digits), digits)
    return (tuple(parts), text)
