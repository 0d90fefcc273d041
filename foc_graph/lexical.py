"""Which literals are not what their datatype says (XML Schema 1.1 part 2, lexical mappings)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_DATE = re.compile(rf"(-?\d{{4,}}-\d\d-\d\d){_ZONE}")
_MONTH = re.compile(rf"-?\d{{4,}}-(?:0[1-9]|1[0-2]){_ZONE}")
_YEAR = re.compile(rf"-?\d{{4,}}{_ZONE}")
_TIME = re.compile(rf"(-?\d{{4,}}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{_ZONE}")
_INTEGER = re.compile(r"[+-]?\d+")
_NATURAL = re.compile(r"\+?\d+|-0+")
_POSITIVE = re.compile(r"\+?0*[1-9]\d*")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_BOOLEAN = re.compile(r"true|false|0|1")

_AS_DATE = "write it as 2012-07-05, or less precisely as xsd:gYearMonth or xsd:gYear"
_AS_NUMBER = "write a whole number in digits"

#: Datatype -> (pattern, what it is called, what to do).
_TYPES: dict[str, tuple[re.Pattern[str], str, str]] = {
    "date": (_DATE, "a date", _AS_DATE),
    "dateTime": (_TIME, "a date with time", "write it as 2012-07-05T12:00:00Z"),
    "gYearMonth": (_MONTH, "a month", "write it as 2012-07"),
    "gYear": (_YEAR, "a year", "write it as 2012"),
    "integer": (_INTEGER, "an integer", _AS_NUMBER),
    "nonNegativeInteger": (_NATURAL, "a count", _AS_NUMBER),
    "positiveInteger": (_POSITIVE, "a positive number", _AS_NUMBER),
    "decimal": (_DECIMAL, "a decimal number", "write digits with one point at the most"),
    "boolean": (_BOOLEAN, "true or false", "write true or false"),
}


def lexical_problem(literal: ox.Literal) -> tuple[str, str] | None:
    """Return (what is wrong, what to do) where the value is not one of its datatype, else None."""
    name = literal.datatype.value.removeprefix(XSD)
    if name not in _TYPES:
        return None
    pattern, called, fix = _TYPES[name]
    match = pattern.fullmatch(literal.value)
    if match is None:
        return f"is not {called}", fix
    if match.re.groups and not _in_calendar(match[1]):
        return "is not in the calendar", fix
    return None


def _in_calendar(text: str) -> bool:
    year, month, day = text.rsplit("-", 2)
    # Years beyond Python's range: leap years repeat every 400.
    within = int(year) % 400 + 2000
    try:
        date(within, int(month), int(day))
    except ValueError:
        return False
    return True
