"""For people: each finding with its source line and what to do, then the counts and the verdict.

Findings go by file and line. Of each rule only so many are shown; the table of rules says how
many there are and how many are not shown.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from foc_graph.reports.findings import FILE_RULE, RANKS, Finding
from foc_graph.reports.view import Reporter, Viewed
from foc_graph.reports.words import cut, name_of, number, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from foc_graph.positions.lines import Span
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

#: What is coloured -> SGR parameters (ECMA-48, 8.3.117).
_COLOURS = {
    "violation": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "quiet": "2",
    "good": "1;32",
}

#: Of everything together, so that ten thousand rules stay readable too.
MOST = 200


def render(report: Report, view: View) -> str:
    """Return the report as text that ends with the verdict."""
    viewed = Viewed(report, view)
    shown = _limited(viewed.shown, view.limit)
    first = [finding for finding in shown if finding.rule == FILE_RULE]
    others = [finding for finding in shown if finding.rule != FILE_RULE]
    parts = [*_findings(first, view), *_warning(first, others), *_findings(others, view)]
    parts += [*_rules(viewed, shown), *_baseline(viewed)]
    return "\n".join([*parts, *_summary(viewed)]) + "\n"


REPORTER = Reporter(
    "text", render, purpose="people", shows="warning", paths="project", coloured=True
)


def _warning(first: Sequence[Finding], others: Sequence[Finding]) -> Iterator[str]:
    """Yield a word where one broken file may be why a hundred others do not conform."""
    if first and others:
        it = "this" if len(first) == 1 else "these"
        yield from (f"Mend {it} first: what follows may come from it.", "")


def _limited(found: Iterable[Finding], limit: int) -> tuple[Finding, ...]:
    """Return the first findings of every rule, in their order; of broken files, each one."""
    if not limit:
        return tuple(found)
    taken: Counter[str] = Counter()
    shown = []
    for finding in found:
        taken[finding.rule] += 1
        if taken[finding.rule] <= limit or finding.rule == FILE_RULE:
            shown.append(finding)
    return tuple(shown[:MOST])


def _paint(text: str, colour: str, view: View) -> str:
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if view.colour else text


def _findings(found: Iterable[Finding], view: View) -> Iterator[str]:
    """Yield one block a file."""
    for _, group in groupby(found, key=lambda one: one.place.file if one.place else ""):
        for finding in group:
            yield _headline(finding, view)
            yield from _source(finding, view)
            yield from _notes(finding, view)
        yield ""


def _headline(finding: Finding, view: View) -> str:
    place = _paint(str(finding.place or "(no file)"), "place", view)
    severity = _paint(finding.severity, finding.severity, view)
    return f"{place}: {severity}: {finding.message}"


def _source(finding: Finding, view: View) -> Iterator[str]:
    """Yield the line and the carets under it."""
    found = excerpt(view.root, finding.place) if view.root and finding.place else None
    if found is None:
        return
    bar = _paint("|", "quiet", view)
    yield f"{_paint(f'{found.line:>6}', 'quiet', view)} {bar} {found.text}"
    carets = _paint("^" * found.length, finding.severity, view)
    yield f"{'':>6} {bar} {' ' * found.offset}{carets}"


def _notes(finding: Finding, view: View) -> Iterator[str]:
    """Yield what was probably meant, what it is about, where it was derived, and the rule."""
    if finding.hint:
        yield f"    {_paint('hint:', 'good', view)} {finding.hint}"
    if finding.help:
        yield f"    {_paint('help:', 'good', view)} {finding.help}"
    rule = f"[{finding.rule}]"
    where = f"  {finding.shape_place}" if finding.shape_place else ""
    yield f"    {'  '.join([*finding.about, _paint(rule + where, 'quiet', view)])}"
    if finding.derived_by:
        yield f"    derived by {finding.derived_by}"


def _rules(viewed: Viewed, shown: tuple[Finding, ...]) -> Iterator[str]:
    """Yield how often each rule was broken: where that was more than once, or is not shown."""
    by_rule = Counter((finding.severity, finding.rule) for finding in viewed.new)
    seen = Counter((finding.severity, finding.rule) for finding in shown)
    said: dict[tuple[str, str], str] = {}
    for finding in viewed.new:
        said.setdefault((finding.severity, finding.rule), finding.message)
    rows = sorted(by_rule, key=lambda key: (-RANKS[key[0]], -by_rule[key], key[1]))
    lines = [
        _row(key, by_rule[key], seen[key], said[key], viewed.view)
        for key in rows
        if by_rule[key] > 1 or not seen[key]
    ]
    if lines:
        yield from ["In numbers:", *lines, *_how_to_see(by_rule, seen, viewed.view), ""]


def _row(key: tuple[str, str], count: int, seen: int, message: str, view: View) -> str:
    severity, rule = key
    hidden = f", {seen} of them above" if 0 < seen < count else ""
    # Padded before it is painted: escape sequences take no room on the screen.
    painted = _paint(f"{severity:<9}", severity, view)
    return f"{count:>7,}  {painted}  {rule}{hidden}\n{'':>20}{cut(message, 100)}"


def _how_to_see(
    by_rule: Counter[tuple[str, str]], seen: Counter[tuple[str, str]], view: View
) -> Iterator[str]:
    least = RANKS[view.severity]
    if any(RANKS[severity] < least for severity, _ in by_rule):
        yield "         (--severity info shows every one with its place)"
    if any(seen[key] < by_rule[key] for key in by_rule if RANKS[key[0]] >= least):
        yield "         (--limit 0 shows all of each rule)"


def _baseline(viewed: Viewed) -> Iterator[str]:
    baseline = viewed.view.baseline
    if baseline is None:
        return
    yield f"{number(len(viewed.accepted), 'finding')} accepted by {baseline.file}."
    if viewed.stale:
        count = len(viewed.stale)
        was, them = ("is", "it") if count == 1 else ("are", "them")
        yield (
            f"{number(count, 'entry')} of it {was} mended, well done:"
            f" take {them} out with --update-baseline."
        )
        yield from (f"    {entry.focus}  [{entry.rule}]" for entry in viewed.stale[:10])
        if count > 10:  # noqa: PLR2004
            yield f"    and {count - 10:,} more"


def _summary(viewed: Viewed) -> Iterator[str]:
    yield viewed.looked_at
    if viewed.report.checked.since:
        yield str(viewed.report.checked.since)
    if viewed.report.fallback:
        prefixes = viewed.view.prefixes
        names = ", ".join(sorted(name_of(node, prefixes) for node in viewed.report.fallback))
        yield f"Left to pySHACL, because they cannot be compiled exactly: {names}."
    yield _paint(viewed.verdict, "good" if viewed.passes else "violation", viewed.view)


#: Longer lines are cut around the span.
WIDTH = 100

_BOM = "\ufeff"


@dataclass(frozen=True)
class Excerpt:
    """A source line and what goes under it: ``offset`` cells of space, then ``length`` carets."""

    line: int
    text: str
    offset: int
    length: int


def excerpt(root: Path, span: Span) -> Excerpt | None:
    """Return the first line of a span, or None where it cannot be read."""
    lines = _lines(root / span.file)
    if span.line is None or not 0 < span.line <= len(lines):
        return None
    source = lines[span.line - 1]
    start = min((span.column or 1) - 1, len(source))
    if span.column is None:
        start = len(source) - len(source.lstrip())
    ends_here = span.end_line in (None, span.line) and span.end_column
    end = min(span.end_column - 1, len(source)) if ends_here and span.end_column else len(source)
    if span.end_line is None and span.column is not None and not span.end_column:
        end = start + 1
    return _cut(span.line, source, start, max(end, start + 1))


def _cut(line: int, source: str, start: int, end: int) -> Excerpt:
    """Cut a long line so that the span stays in sight."""
    first = 0 if len(source) <= WIDTH else max(0, min(start - WIDTH // 3, len(source) - WIDTH))
    shown = source[first : first + WIDTH]
    before, after = "…" if first else "", "…" if first + WIDTH < len(source) else ""
    marked = source[start : min(end, first + WIDTH)].rstrip()
    offset = cells(before + source[first:start])
    clean = plain(shown).replace("\t", " ").rstrip()
    return Excerpt(line, f"{before}{clean}{after}", offset, max(1, cells(marked)))


def cells(text: str) -> int:
    """Return how many columns of a terminal text takes; a tab is shown as one."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        # `plain` puts a visible sign in the place of what turns the direction of text.
        return len(plain(character)) if plain(character) != character else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> tuple[str, ...]:
    text = path.read_bytes().decode("utf-8", "replace").removeprefix(_BOM)
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return ()
