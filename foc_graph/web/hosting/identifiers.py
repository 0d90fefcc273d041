"""From identifiers to documents as a few patterns, each proved against the address book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
