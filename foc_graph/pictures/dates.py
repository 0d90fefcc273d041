"""Dates as precise as they are known: in words, on an axis, as the first and last day they mean."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip
#: Days of a month, so that its last one is known without a calendar of the year.
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def known(text: str) -> str:
    """Return the date in a text of XML Schema, without its time or zone; empty if it is none.

    >>> known("2012-07-05Z"), known("2012-07"), known("soon"), known("2012-13")
    ('2012-07-05', '2012-07', '', '')
    """
    match = _ISO.match(text)
    if not match:
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join(part for part in match.groups() if part)


def moment(text: str) -> float:
    """Return an ISO date as a year with a fraction; the middle of what is known.

    >>> moment("2012"), round(moment("2012-07-01"), 2)
    (2012.5, 2.01...)
    """
    year, month, day = _parts(text)
    if not month:
        return year + 0.5
    start = date(year, month, day or 15)
    return year + (start - date(year, 1, 1)).days / 366


def first_day(text: str) -> str:
    """Return the first day that a date can mean.

    >>> first_day("2012"), first_day("2012-07")
    ('2012-01-01', '2012-07-01')
    """
    year, month, day = _parts(text)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(text: str) -> str:
    """Return the last day that a date can mean.

    >>> last_day("2012"), last_day("2012-02"), last_day("2013-02")
    ('2012-12-31', '2012-02-29', '2013-02-28')
    """
    year, month, day = _parts(text)
    month = month or 12
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004
    return f"{year:04}-{month:02}-{day or _LENGTHS[month - 1] + leap:02}"


def in_words(text: str) -> str:
    """``2012-07-05`` -> ``5 July 2012``; as precise as it is known.

    >>> in_words("2012-07"), in_words("2012")
    ('July 2012', '2012')
    """
    year, month, day = (*text[:10].split("-"), "", "")[:3]
    parts = (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year)
    return " ".join(part for part in parts if part)


def in_year(text: str) -> str:
    """``2012-07-05`` -> ``5 Jul``, ``2012-07`` -> ``Jul``: what a picture says below a year.

    >>> in_year("2012-07-05"), in_year("2012")
    ('5 Jul', '')
    """
    _, month, day = _parts(text)
    return " ".join(
        part for part in (str(day or ""), MONTHS[month - 1][:3] if month else "") if part
    )


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in text[:10].split("-")), 0, 0)[:3]
    return year, month, day
