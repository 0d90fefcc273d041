"""Values in words: dates with their precision, numbers, counts."""

from __future__ import annotations

import re

from markupsafe import Markup

from foc_graph.pictures.dates import MONTHS

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*|Z)?\Z")


def date_in_words(value: str) -> str:
    """Return a date as people write it, never more precise than it is.

    >>> date_in_words("2012-07-05"), date_in_words("2012-06"), date_in_words("2012")
    ('5 July 2012', 'June 2012', '2012')
    """
    match = _DATE.match(value)
    if not match:
        return value
    year, month, day = match.groups()
    if month and not 1 <= int(month) <= len(MONTHS):
        return value
    parts = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year)
    return " ".join(filter(None, parts))


def sentence(value: str) -> str:
    """Return the text with a capital at its start."""
    return value[:1].upper() + value[1:]


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def ordinal(value: int) -> str:
    """Return an ordinal number: in words up to ten, as the United Nations write it.

    >>> ordinal(5), ordinal(12), ordinal(21), ordinal(33)
    ('fifth', '12th', '21st', '33rd')
    """
    if 1 <= value <= len(_ORDINALS):
        return _ORDINALS[value - 1]
    teens = 10 < value % 100 < 14  # noqa: PLR2004 - 11th, 12th, 13th
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def with_code(value: str) -> Markup:
    """Return a text with what stands between backticks as code."""
    plain, code = Markup("{}"), Markup("<code>{}</code>")
    parts = enumerate(value.split("`"))
    return Markup().join((code if place % 2 else plain).format(part) for place, part in parts)
