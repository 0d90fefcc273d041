"""``Accept`` as a list of regular expressions, for hosts that have nothing better.

The patterns are tried in order and the first that matches decides. They go down through the
qualities in steps of 0.05; at each step the types that are named come before the wildcards. Of
types with one quality the first in the header wins. No look-ahead: RE2 (Caddy) has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foc_graph.web.addresses import FORMATS, HTML, DocumentFormat

#: What a wildcard stands for, as in our own server.
WILDCARDS = {"*/*": HTML, "*": HTML, "text/*": HTML, "application/*": FORMATS[2]}


@dataclass(frozen=True)
class AcceptPattern:
    """A regular expression, without regard to case, whose first group is the media range."""

    regex: str
    #: Ranges that the group can hold -> the format each stands for.
    meanings: dict[str, DocumentFormat]


def _meanings() -> dict[str, DocumentFormat]:
    named = {form.media_type: form for form in FORMATS}
    return named | {alias: form for form in FORMATS for alias in form.aliases}


#: Media type, or another name for it -> format.
NAMED = _meanings()

_PARAMETER = r"\s*(?:;\s*(?:[^q,;][^,;]*|q[^=,;][^,;]*))*"
_END = r"\s*(?:[,;]|$)"
#: A weight of 1, or none.
_FULL = rf"(?:;\s*q\s*=\s*1(?:\.0*)?{_END}|\s*(?:,|$))"


def _qualities() -> list[str]:
    """Patterns of the weight, from 1 down to 0.001 (RFC 9110, section 12.4.2)."""
    steps = []
    for tenth in range(9, -1, -1):
        upper, lower = rf"0?\.{tenth}[5-9]\d*", rf"0?\.{tenth}(?:[0-4]\d*)?"
        if not tenth:  # 0.0 itself says no
            lower = r"0?\.0(?:[1-4]\d*|0[1-9]\d*|00[1-9]\d*)"
        steps += [upper, lower]
    return steps


def accept_patterns() -> list[AcceptPattern]:
    """Return the patterns in the order in which they count."""
    found = []
    for ending in (_FULL, *(rf";\s*q\s*=\s*{weight}{_END}" for weight in _qualities())):
        for meanings in (NAMED, WILDCARDS):
            names = "|".join(re.escape(name) for name in meanings)
            found.append(AcceptPattern(rf"(?:^|,)\s*({names}){_PARAMETER}{ending}", meanings))
    return found


def names_of(form: DocumentFormat) -> str:
    """Return every range that stands for a format, as one pattern."""
    ranges = [name for name, meant in (NAMED | WILDCARDS).items() if meant == form]
    return "|".join(re.sub(r"[*+.]", r"\\\g<0>", name) for name in ranges)


#: An ``Accept`` header that says nothing.
NOTHING = r"^[\s,]*$"
#: One that says no to the page, where a wildcard would let it in.
NO_PAGE = r"(?:^|,)\s*text/html\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)"


def suffix_of(accept: str) -> str | None:
    """Return what the patterns choose: the meaning of the rules, for tests of the rules."""
    if re.search(NOTHING, accept):
        return HTML.suffix
    for pattern in accept_patterns():
        match = re.search(pattern.regex, accept, re.IGNORECASE)
        if match:
            form = pattern.meanings[match[1].lower()]
            barred = form == HTML and re.search(NO_PAGE, accept, re.IGNORECASE)
            return FORMATS[1].suffix if barred else form.suffix
    return None
