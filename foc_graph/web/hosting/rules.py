"""What the rules of every host are made from, as patterns of regular expressions.

From identifiers to documents, each pattern proved against the address book; and ``Accept``, for
hosts that have nothing better: the patterns are tried in order and the first that matches decides.
They go down through the qualities in steps of 0.05; at each step the types that are named come
before the wildcards. Of types with one quality the first in the header wins. No look-ahead: RE2
(Caddy) has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foc_graph.web.addresses import FORMATS, HTML, DocumentFormat
from foc_graph.web.addresses.paths import uri_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.web.addresses import Addresses

#: Characters of one pattern: nginx takes 4,096 in one parameter.
LONGEST = 3_000


@dataclass(frozen=True)
class RewriteRule:
    """Paths that match ``regex`` (no slash in front) lead to ``target``, with groups as ``$1``.

    Without a target they are documents themselves, and are left alone.
    """

    regex: str
    target: str | None

    def apply(self, path: str) -> str | None:
        """Return where a path leads; None where the rule does not apply."""
        match = re.search(self.regex, path)
        if match is None or self.target is None:
            return None if match is None else path
        return re.sub(r"\$(\d)", lambda number: match[int(number[1])] or "", self.target)


#: The rule for identifiers whose document has the same path without ``id/``: last.
COMMON = RewriteRule(r"^id/(.+)$", "$1")


def identifier_rules(addresses: Addresses) -> list[RewriteRule]:
    """Return the rules in the order in which they count; together they say what the book says."""
    wanted = dict(_wanted(addresses))
    records = {path: target for path, target in wanted.items() if "#" in target}
    rules = [*_by_document(records)]
    return [*_exceptions(rules, wanted), *rules, COMMON]


def lead(rules: Iterable[RewriteRule], path: str) -> str | None:
    """Return where a path leads by these rules."""
    return next((found for rule in rules if (found := rule.apply(path)) is not None), None)


def _wanted(addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Path of each identifier that is no document itself -> path of its document, with anchor."""
    for path, (document, anchor) in addresses.identifiers():
        target = document.path[1:] + (f"#{anchor}" if anchor else "")
        if path[1:] != target or path.startswith("/id/"):
            yield path[1:], target


_RECORD = re.compile(r"id/([^/]+)/(.+)")


def _by_document(records: dict[str, str]) -> Iterator[RewriteRule]:
    """Records whose name begins with the name of their document: one pattern for all of a kind."""
    kinds: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for path, target in records.items():
        match = _RECORD.fullmatch(path)
        folder, _, name = target.partition("#")[0].rpartition("/")
        if match and folder and (match[2] == name or match[2].startswith(f"{name}-")):
            kinds.setdefault(folder, set()).add(match[1])
            names.setdefault(folder, set()).add(name)
    for folder in sorted(kinds):
        of_kind = "|".join(map(re.escape, sorted(kinds[folder])))
        # The longest first: A-RES-68-1 must not take what belongs to A-RES-68-167.
        longest_first = sorted(names[folder], key=lambda name: (-len(name), name))
        for part in _in_parts(longest_first):
            listed = "|".join(map(_escape, part))
            target = f"{folder}/$2#$1-$2$3"
            yield RewriteRule(rf"^id/({of_kind})/({listed})(-.*)?$", target)


def _escape(name: str) -> str:
    """Hyphens need no escape outside of brackets, and lines stay short without."""
    return re.escape(name).replace(r"\-", "-")


def _in_parts(names: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for name in names:
        if size + len(name) > LONGEST:
            yield part
            part, size = [], 0
        part.append(name)
        size += len(name) + 1
    if part:
        yield part


def _exceptions(rules: list[RewriteRule], wanted: dict[str, str]) -> Iterator[RewriteRule]:
    """Each path that the patterns would send elsewhere."""
    for path, target in sorted(wanted.items()):
        if lead([*rules, COMMON], path) != target:
            itself = path == target
            yield RewriteRule(rf"^{_escape(uri_form(path))}$", None if itself else target)


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


@dataclass(frozen=True)
class HostedSite:
    """A static site at an address (no slash at its end)."""

    url: str
    title: str
    base: str
    rules: list[RewriteRule]

    @property
    def prefix(self) -> str:
        """The folder on the host; empty at its root."""
        return urlsplit(self.url).path.rstrip("/")


#: Suffixes without their dots, for patterns.
SUFFIXES = "|".join(form.suffix[1:] for form in FORMATS)

#: What ``?format=`` may say, as a pattern -> suffix without its dot.
ASKED = {
    form.suffix[1:]: "|".join(
        re.escape(name).replace("/", "(?:/|%2F)").replace(r"\+", r"(?:\+|%2B|%20)")
        for name in (form.suffix[1:], form.name, form.media_type)
    )
    for form in FORMATS
}

#: Files beside the formats whose media type hosts do not know.
OTHER_TYPES = {"atom": "application/atom+xml", "nq": "application/n-quads",
               "wasm": "application/wasm"}  # fmt: skip

#: Sent with every file: open data, and pages that take nothing from elsewhere.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Last-Modified, Link, Location",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}

NOTE = "Made by `foc-graph hosting {host}`: change nothing here, make it anew."
