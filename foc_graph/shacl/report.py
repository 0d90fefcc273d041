"""What validation found: plain records, ordered, without any printing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import INFO, VIOLATION, WARNING, local_name, order_of, rank

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.rdf.documents import SyntaxProblem
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.sparql.paths import Path

#: Option value -> severity, the least serious last.
SEVERITIES = {"violation": VIOLATION, "warning": WARNING, "info": INFO}


class _Placed:
    """Something with a ``place``: its file, line and column, None where they are not known."""

    place: Span | None

    @property
    def file(self) -> str | None:
        """The file, relative to the project."""
        return self.place.file if self.place else None

    @property
    def line(self) -> int | None:
        """The line, from 1."""
        return self.place.line if self.place else None

    @property
    def column(self) -> int | None:
        """The column, from 1, in Unicode code points."""
        return self.place.column if self.place else None


@dataclass(frozen=True)
class Result(_Placed):
    """One validation result (SHACL 3.6.2), and where it comes from.

    ``place`` is that of the triple to blame; of the record from which a rule derived that triple,
    and then ``derived_by`` is the rule. ``shape_place`` is that of the shape. ``hint`` says what
    was probably meant. Each is None where it is not known.
    """

    severity: ox.NamedNode
    focus_node: Term
    component: ox.NamedNode
    source_shape: Node
    path: Path | None = None
    value: Term | None = None
    messages: tuple[ox.Literal, ...] = ()
    source_constraint: Node | None = None
    place: Span | None = None
    shape_place: Span | None = None
    derived_by: Span | None = None
    hint: str | None = None

    @property
    def message(self) -> str:
        """The message in English, or in no language, or the first there is."""
        best = sorted(self.messages, key=lambda m: (m.language not in ("en", None), str(m)))
        return best[0].value if best else f"does not conform to {local_name(self.component.value)}"

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two results the same, whichever engine found them (SHACL 3.6.2)."""
        return (
            self.focus_node, self.path, self.value,
            self.severity, self.component, self.source_shape,
        )  # fmt: skip

    @property
    def order(self) -> tuple[object, ...]:
        """Sort by place, then by severity, then by content."""
        return (
            *(self.place.order if self.place else ("~", 0, 0)),
            -rank(self.severity),
            order_of(self.focus_node),
            str(self.path or ""),
            self.component.value,
            order_of(self.value),
            order_of(self.source_shape),
            self.message,
        )


@dataclass(frozen=True)
class Problem(_Placed):
    """Why a file, or one value in it, cannot be taken as it is. Counts as a violation."""

    place: Span
    message: str
    fix: str

    @classmethod
    def of_syntax(cls, problem: SyntaxProblem, file: str) -> Problem:
        """Return what is wrong with the syntax of a file."""
        return cls(Span(file, problem.line, problem.column), problem.message, problem.fix)

    @property
    def file(self) -> str:
        """The file, relative to the project."""
        return self.place.file

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort by place."""
        return (*self.place.order, self.message)


@dataclass(frozen=True)
class Since:
    """That only what changed was looked at: since a ``commit``, where ``revision`` and HEAD parted.

    ``files`` counts the changed files of the dataset. ``why_all`` says why everything was looked
    at all the same.
    """

    revision: str
    commit: str
    files: int
    why_all: str | None = None

    def __str__(self) -> str:
        name = f"{self.revision} (commit {self.commit[:10]})"
        if self.why_all:
            return f"Looked at everything, not only at what changed since {name}: {self.why_all}."
        if not self.files:
            return f"Nothing to check: no data has changed since {name}."
        return f"Looked only at what can be affected by changes since {name}."


@dataclass(frozen=True)
class Checked:
    """What was looked at. Nothing passes on nothing, unless nothing changed ``since``."""

    engine: str
    files: int
    triples: int
    shapes: int
    focus_nodes: int
    since: Since | None = None

    #: The command, and what reports call a thing that was looked at, and what it was held against.
    command: ClassVar[str] = "validate"
    thing: ClassVar[str] = "focus node"
    rule: ClassVar[str] = "shape"

    @property
    def missing(self) -> str | None:
        """The first thing of which there was none, in the order in which people can mend it."""
        if self.since and not self.since.why_all:
            return None if self.shapes else "shapes"
        counts = {"file": self.files, self.rule: self.shapes, self.thing: self.focus_nodes}
        return next((f"{name}s" for name, count in counts.items() if not count), None)


@dataclass(frozen=True)
class Report:
    """Everything a run found. ``results`` and ``problems`` are in a fixed order.

    ``fallback`` names the shapes that the chosen engine handed to pySHACL.
    """

    checked: Checked
    results: tuple[Result, ...] = ()
    problems: tuple[Problem, ...] = ()
    fallback: tuple[Node, ...] = ()
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "results", tuple(sorted(self.results, key=lambda r: r.order)))
        object.__setattr__(self, "problems", tuple(sorted(self.problems, key=lambda p: p.order)))
        # How many of each severity; problems are violations, unknown severities too.
        counts = dict.fromkeys(SEVERITIES, 0)
        counts["violation"] = len(self.problems)
        names = {rank(severity): name for name, severity in SEVERITIES.items()}
        for result in self.results:
            counts[names[rank(result.severity)]] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def conforms(self) -> bool:
        """Whether something was checked and nothing of severity Violation was found."""
        return self.passes("violation")

    def passes(self, fail_on: str) -> bool:
        """Whether something was checked and nothing as bad as ``fail_on`` was found."""
        return self.checked.missing is None and not self.at_least(fail_on)

    def at_least(self, severity: str) -> int:
        """How many findings are at least that serious."""
        least = rank(SEVERITIES[severity])
        return sum(self.counts[n] for n, s in SEVERITIES.items() if rank(s) >= least)

    def shown(self, severity: str) -> tuple[Result, ...]:
        """Return the results that are at least that serious."""
        least = rank(SEVERITIES[severity])
        return tuple(result for result in self.results if rank(result.severity) >= least)
