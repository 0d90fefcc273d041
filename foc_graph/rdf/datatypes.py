"""Lexical spaces of the XML Schema datatypes (XML Schema 1.1 part 2), the one place for them.

A literal outside the lexical space of its datatype is ill-typed (RDF 1.1 Concepts, section 5),
and does not match sh:datatype (SHACL 4.1.2).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_DAY = rf"{_YEAR}-\d\d-\d\d"
_CLOCK = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_FLOAT = r"(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN)"
_DAYTIME = r"(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"

#: Datatype -> its lexical space. ``day`` is checked against the calendar.
_PATTERNS = {
    "boolean": r"true|false|1|0",
    "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    "float": _FLOAT,
    "double": _FLOAT,
    "date": rf"(?P<day>{_DAY}){_ZONE}",
    "dateTime": rf"(?P<day>{_DAY})T{_CLOCK}{_ZONE}",
    "dateTimeStamp": rf"(?P<day>{_DAY})T{_CLOCK}(?!\Z){_ZONE}",
    "time": rf"{_CLOCK}{_ZONE}",
    "gYear": rf"{_YEAR}{_ZONE}",
    "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}",
    "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
    "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "gMonthDay": rf"--(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
    rf"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d)){_ZONE}",
    "duration": rf"-?P(?=.)(?:\d+Y)?(?:\d+M)?{_DAYTIME}(?<!T)",
    "dayTimeDuration": rf"-?P(?=.){_DAYTIME}(?<!T)",
    "yearMonthDuration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\s]+(?: [^\s]+)*)?",
}
#: re.ASCII: the digits of XML Schema are 0 to 9, in no other script.
_COMPILED = {XSD + name: re.compile(pattern, re.ASCII) for name, pattern in _PATTERNS.items()}

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)

#: Integer datatype -> least and greatest value (None: none).
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in
       {"byte": 7, "short": 15, "int": 31, "long": 63}.items()},
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in
       {"Byte": 8, "Short": 16, "Int": 32, "Long": 64}.items()},
}  # fmt: skip

INTEGERS = frozenset(XSD + name for name in _RANGES)

_AS_DATE = "write it as 2012-07-05, or less precisely as xsd:gYearMonth or xsd:gYear"
_AS_NUMBER = "write a whole number in digits"

#: Datatype -> (what it is called, what to do).
_SAID = {
    "date": ("a date", _AS_DATE),
    "dateTime": ("a date with time", "write it as 2012-07-05T12:00:00Z"),
    "gYearMonth": ("a month", "write it as 2012-07"),
    "gYear": ("a year", "write it as 2012"),
    "integer": ("an integer", _AS_NUMBER),
    "nonNegativeInteger": ("a count", _AS_NUMBER),
    "positiveInteger": ("a positive number", _AS_NUMBER),
    "decimal": ("a decimal number", "write digits with one point at the most"),
    "boolean": ("true or false", "write true or false"),
}


def lexical_problem(literal: ox.Literal) -> tuple[str, str] | None:
    """Return (what is wrong, what to do) where the value is not one of its datatype, else None."""
    value, datatype = literal.value, literal.datatype.value
    if is_well_formed(value, datatype):
        return None
    name = datatype.removeprefix(XSD)
    called, fix = _SAID.get(name, (f"an xsd:{name}", "mend the value or name another datatype"))
    pattern = _COMPILED.get(datatype)
    in_pattern = pattern is not None and pattern.fullmatch(value)
    return ("is not in the calendar" if in_pattern else f"is not {called}"), fix


def is_well_typed(literal: ox.Literal) -> bool:
    """Whether a literal is in the lexical space of its datatype."""
    return is_well_formed(literal.value, literal.datatype.value)


@lru_cache(maxsize=100_000)
def is_well_formed(value: str, datatype: str) -> bool:
    """Whether a value is in the lexical space of a datatype; True for unknown datatypes."""
    if datatype in INTEGERS:
        return _is_integer(value, datatype.removeprefix(XSD))
    pattern = _COMPILED.get(datatype)
    if pattern is None:
        return True
    match = pattern.fullmatch(value)
    return match is not None and ("day" not in match.groupdict() or _in_calendar(match["day"]))


def _is_integer(value: str, name: str) -> bool:
    if not _INTEGER.fullmatch(value):
        return False
    least, greatest = _RANGES[name]
    if least is None and greatest is None:
        return True
    number = Decimal(value)  # int() refuses more than 4300 digits
    return (least is None or least <= number) and (greatest is None or number <= greatest)


def _in_calendar(text: str) -> bool:
    year, month, day = text.rsplit("-", 2)
    try:
        # Python's calendar ends at 9999; leap years repeat every 400. The last four digits
        # suffice: int() refuses more than 4300, and 10000 is a multiple of 400.
        date(_cycle(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _cycle(year: str) -> int:
    """Return a year that Python has, in the same place of the cycle of 400 years."""
    last = int(year[-4:])
    return (-last if year.startswith("-") else last) % 400 + 2000
