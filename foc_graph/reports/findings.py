"""One row of a report, whether a shape or the reading of a file found it.

Every reporter shows these. Each has a fingerprint that stays when lines move, so that a baseline
and the forges know a finding again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import LINT, rank
from foc_graph.reports.words import name_of, one_line, short, short_path, shortened
from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.components.sparql import CustomConstraint
from foc_graph.shacl.components.table import component_of
from foc_graph.shacl.report import SEVERITIES, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.positions.lines import Span
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.report import Report, Result


@dataclass(frozen=True)
class Explained:
    """A constraint component in words; ``address`` is where it is defined.

    A component of one's own, or of another vocabulary, has its local name as its title.
    """

    title: str
    help: str
    address: str


def is_check(component: str) -> bool:
    """Tell whether a finding is one of ``foc-graph lint``, which has no shapes."""
    return component.startswith(LINT)


def explain(component: str) -> Explained:
    """Return a component in words."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind_of(component)).lower()
    spaced = words[:1].upper() + words[1:] or "Rule broken"
    if is_check(component):
        return Explained(spaced, "The message says what to do.", component)
    found = component_of(ox.NamedNode(component))
    address = component if found is CustomConstraint else found.definition()
    return Explained(found.title.format(spaced), found.help, address)


#: The rule of what is wrong with a file itself: SHACL has no component for it.
FILE_RULE = "file"

#: Where a finding without a file is put: forges reject what has no place.
NOWHERE = "ontology/prefixes.ttl"

#: Severity -> how serious, 0 is the least.
RANKS = {name: rank(severity) for name, severity in SEVERITIES.items()}

_NAMES = {number: name for name, number in RANKS.items()}

_BLANK = re.compile(r"_:\w+")


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, and what to do.

    ``rule`` names the shape and the constraint component, or the check of lint, and stays the
    same from run to run.
    ``help`` is ``fix`` where the shape has no message of its own that says what to do.
    Texts are on one line and hold no control characters. ``source`` is what it was made from.
    """

    severity: str
    rule: str
    title: str
    message: str
    fix: str
    fingerprint: str
    source: Result | Problem
    hint: str | None = None
    help: str | None = None
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    shape: str | None = None
    place: Span | None = None
    shape_place: Span | None = None
    derived_by: Span | None = None

    @property
    def rank(self) -> int:
        """How serious it is; 0 is the least."""
        return RANKS[self.severity]

    @property
    def advice(self) -> str:
        """The message, and what was probably meant."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    @property
    def about(self) -> list[str]:
        """The focus node, the path and the value, as far as it has them."""
        return [part for part in (self.focus, self.path, self.value) if part]

    @property
    def order(self) -> tuple[object, ...]:
        """Sort by place; what has none comes last."""
        place = self.place.order if self.place else ("~", 0, 0)
        return (*place, -self.rank, self.rule, self.focus or "", self.message, self.fingerprint)


def all_findings(report: Report, prefixes: PrefixMap | None) -> tuple[Finding, ...]:
    """Return everything that was found, by place, each with a fingerprint of its own."""
    found = [_of_problem(problem) for problem in report.problems]
    found += [_of_result(result, prefixes) for result in report.results]
    return tuple(_numbered(sorted(found, key=lambda finding: finding.order)))


def grouped(found: Iterable[Finding], key: Callable[[Finding], str]) -> dict[str, list[Finding]]:
    """Return findings by what they have in common, in their order."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        groups[key(finding)].append(finding)
    return groups


def _numbered(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; the second with the same fingerprint gets ``/2``, and so on."""
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        again = f"{finding.fingerprint}/{times}"
        yield finding if times == 1 else replace(finding, fingerprint=again)


def _of_problem(problem: Problem) -> Finding:
    message = one_line(f"{problem.message} - {problem.fix}" if problem.fix else problem.message)
    return Finding(
        severity="violation",
        rule=FILE_RULE,
        title="File cannot be taken as it is",
        message=message,
        fix=one_line(problem.fix),
        fingerprint=_digest(FILE_RULE, problem.file, problem.message),
        source=problem,
        place=problem.place,
    )


def _of_result(result: Result, prefixes: PrefixMap | None) -> Finding:
    explained = explain(result.component.value)
    named = isinstance(result.source_shape, ox.NamedNode)
    path = short_path(result.path.sparql(), prefixes) if result.path else None
    return Finding(
        severity=_NAMES[rank(result.severity)],
        rule=_rule(result, path, prefixes),
        title=explained.title,
        message=_message(result, explained, prefixes),
        fix=explained.help,
        help=explained.help if _is_fragment(result.message) else None,
        fingerprint=fingerprint(result),
        source=result,
        hint=one_line(result.hint) if result.hint else None,
        focus=_other(result.focus_node, result.source_shape, prefixes),
        path=path,
        value=_other(result.value, result.focus_node, prefixes),
        shape=short(result.source_shape.value, prefixes) if named else None,
        place=result.place,
        shape_place=result.shape_place,
        derived_by=result.derived_by,
    )


def _message(result: Result, explained: Explained, prefixes: PrefixMap | None) -> str:
    """Return what the shape says; half a sentence gets the title before it."""
    said = shortened(result.message, prefixes)
    return f"{explained.title}: {said}" if _is_fragment(said) else said


def _is_fragment(message: str) -> bool:
    """Tell whether a message is half a sentence, as those of shapes without one are."""
    return message[:1].islower()


def _other(term: Term | None, than: Term, prefixes: PrefixMap | None) -> str | None:
    """Return the name of a term that says something new."""
    return None if term is None or term == than else name_of(term, prefixes)


def _rule(result: Result, path: str | None, prefixes: PrefixMap | None) -> str:
    """Return ``shape/Component``; a shape without a name goes by its file and its path.

    A check of lint has one name, not two.
    """
    kind = kind_of(result.component.value)
    if isinstance(result.source_shape, ox.NamedNode):
        name = short(result.source_shape.value, prefixes).strip("<>")
        return name if is_check(result.component.value) else f"{name}/{kind}"
    file = result.shape_place.file if result.shape_place else ""
    parts = [PurePosixPath(file).stem, path or "", kind]
    return "/".join(part for part in parts if part)


def fingerprint(result: Result) -> str:
    """Return what makes a result the same one tomorrow: no line, no file, no short name."""
    return _digest(
        _known(result.source_shape),
        result.component.value,
        _known(result.focus_node),
        result.path.sparql() if result.path else "",
        "" if result.value is None else _known(result.value),
        _BLANK.sub("_:", result.message),
    )


def _known(term: Term) -> str:
    """Return a term; blank nodes have other names in each run."""
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
