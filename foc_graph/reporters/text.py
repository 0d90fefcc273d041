"""For people: one line a finding, by file and line, then the counts and what was checked."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.report import SEVERITIES, Problem
from foc_graph.validation.terms import local_name, rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.prefixes import PrefixMap
    from foc_graph.reporters import View
    from foc_graph.validation.report import Report, Result
    from foc_graph.validation.terms import Term

_IRI = re.compile(r"<?\bhttps?://[^\s<>\"'{}|\\^`]*[^\s<>\"'{}|\\^`.,;:!?)]>?")

#: Longer values are cut; the line says where the whole of it stands.
_LONGEST = 80

_NAMES = {rank(severity): name for name, severity in SEVERITIES.items()}


def render(report: Report, view: View) -> str:
    """Return the report as text that ends with the verdict."""
    parts = [*_findings(report, view), *_counts(report, view), *_summary(report, view)]
    return "\n".join(parts) + "\n"


def _findings(report: Report, view: View) -> Iterator[str]:
    """Yield one block a file: syntax problems first, then results by line."""
    found: list[Problem | Result] = [*report.problems, *report.shown(view.severity)]
    found.sort(key=lambda one: (one.file or "~", one.line or 0))
    for _, group in groupby(found, key=lambda one: one.file):
        for one in group:
            yield from _problem(one) if isinstance(one, Problem) else _result(one, view)
        yield ""


def _problem(problem: Problem) -> Iterator[str]:
    place = _place(problem.file, problem.line, problem.column)
    yield f"{place}: violation: {problem.message} - {problem.fix}"


def _result(result: Result, view: View) -> Iterator[str]:
    place = _place(result.file, result.line, result.column)
    yield f"{place}: {_severity(result)}: {_shortened(result.message, view)}"
    yield f"    {'  '.join(_details(result, view))}"


def _place(file: str | None, line: int | None, column: int | None) -> str:
    return ":".join(str(part) for part in (file or "(no file)", line, column) if part)


def _severity(result: Result) -> str:
    return _NAMES[rank(result.severity)]


def _details(result: Result, view: View) -> Iterator[str]:
    """Yield the focus node, the path, the value where it is another node, and the shape."""
    if result.focus_node != result.source_shape:
        yield _term(result.focus_node, view)
    if result.path is not None:
        yield _IRI.sub(lambda m: _short(m[0].strip("<>"), view), result.path.sparql())
    if result.value not in (None, result.focus_node):
        yield _term(result.value, view)
    if isinstance(result.source_shape, ox.NamedNode):
        yield f"[{_short(result.source_shape.value, view)}]"
    else:
        yield f"[{local_name(result.component.value).removesuffix('ConstraintComponent')}]"


def _term(term: Term, view: View) -> str:
    if isinstance(term, ox.NamedNode):
        return _short(term.value, view)
    text = str(term) if isinstance(term, ox.BlankNode) else _literal(term, view)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _literal(literal: ox.Literal, view: View) -> str:
    text = '"' + literal.value.replace("\n", "\\n") + '"'
    if literal.language:
        return f"{text}@{literal.language}"
    if literal.datatype.value.endswith("#string"):
        return text
    return f"{text}^^{_short(literal.datatype.value, view)}"


def _short(iri: str, view: View) -> str:
    if view.prefixes is None:
        return f"<{iri}>"
    short = view.prefixes.shorten(iri)
    return f"<{iri}>" if short == iri else short


def _shortened(message: str, view: View) -> str:
    """Return a message with IRIs as short as the prefix map allows."""
    prefixes = view.prefixes
    if prefixes is None:
        return message
    return _IRI.sub(lambda match: _named(match[0].strip("<>"), prefixes), message)


def _named(iri: str, prefixes: PrefixMap) -> str:
    """Return a short name, but leave a namespace as it is: ``schema:`` says nothing."""
    short = prefixes.shorten(iri)
    return iri if short.endswith(":") else short


def _counts(report: Report, view: View) -> Iterator[str]:
    """Yield how often what was said: of everything hidden, and of what was said twice."""
    tally: Counter[tuple[int, object, object]] = Counter()
    messages: dict[tuple[int, object, object], str] = {}
    for result in report.results:
        key = (rank(result.severity), result.source_shape, result.component)
        tally[key] += 1
        messages.setdefault(key, _shortened(result.message, view))
    least = rank(SEVERITIES[view.severity])
    lines = [
        f"{count:>6}  {_NAMES[key[0]]:<9}  {messages[key]}"
        for key, count in sorted(tally.items(), key=lambda kv: (-kv[0][0], -kv[1], messages[kv[0]]))
        if key[0] < least or count > 1
    ]
    if lines:
        yield from ["In numbers:", *lines]
        if any(rank(result.severity) < least for result in report.results):
            yield "        (--severity info shows every one with its place)"
        yield ""


def _summary(report: Report, view: View) -> Iterator[str]:
    checked = report.checked
    yield (
        f"Checked {_number(checked.files, 'file')} with {_number(checked.triples, 'triple')}:"
        f" {_number(checked.focus_nodes, 'focus node')}"
        f" against {_number(checked.shapes, 'shape')}"
        f" (engine {checked.engine})."
    )
    if report.fallback:
        names = ", ".join(sorted(_term(node, view) for node in report.fallback))
        yield f"Left to pySHACL, because they cannot be compiled exactly: {names}."
    if checked.missing:
        yield f"Does not conform: there were no {checked.missing} to check."
        return
    counts = ", ".join(_number(report.counts[name], name) for name in SEVERITIES)
    yield f"{'Conforms' if report.passes(view.fail_on) else 'Does not conform'}: {counts}."


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
