"""What testing shapes found, in a fixed order, and how it is shown: text for people, JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from foc_graph.reports.words import number, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.positions.lines import Span


@dataclass(frozen=True)
class Failure:
    """A fixture that does not yield what it should. ``missing`` and ``unexpected`` name results."""

    fixture: str
    message: str
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Untested:
    """A shape with targets that no fixture of a kind (valid, invalid) is about."""

    shape: str
    kind: str
    place: Span | None


@dataclass(frozen=True)
class Unnoticed:
    """A constraint that can be dropped, and every fixture yields what it did."""

    shape: str
    component: str
    place: Span | None
    about: str = ""


@dataclass(frozen=True)
class ShapeTestOutcome:
    """Everything a run found. ``skipped`` names shapes that only pySHACL can check: no mutation."""

    valid: int
    invalid: int
    shapes: int
    dropped: int
    failures: tuple[Failure, ...] = ()
    untested: tuple[Untested, ...] = ()
    unnoticed: tuple[Unnoticed, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def missing(self) -> str | None:
        """What there was none of. Nothing passes on nothing."""
        counts = {"shapes": self.shapes, "fixtures": self.valid + self.invalid}
        return next((name for name, count in counts.items() if not count), None)

    @property
    def passes(self) -> bool:
        """Whether something was tested, and nothing is wrong."""
        return not (self.missing or self.failures or self.untested or self.unnoticed)


#: The version of the JSON, which changes when a field is renamed or removed.
VERSION = 1

_NOTHING = {
    "shapes": "There are no shapes to test: ontology/shapes/ holds none that is active.",
    "fixtures": "There are no fixtures: put files into tests/shapes/<Shape>/valid/ and"
    " tests/shapes/<Shape>/invalid/.",
}


def render_text(outcome: ShapeTestOutcome) -> str:
    """Return what is wrong, then the counts and the verdict."""
    parts = [*_failures(outcome), *_untested(outcome), *_unnoticed(outcome), *_summary(outcome)]
    return "\n".join(parts) + "\n"


def _failures(outcome: ShapeTestOutcome) -> Iterator[str]:
    for failure in outcome.failures:
        yield f"{failure.fixture}: {one_line(failure.message)}"
        yield from (f"    missing:    {one_line(row)}" for row in failure.missing)
        yield from (f"    unexpected: {one_line(row)}" for row in failure.unexpected)
        yield ""


def _untested(outcome: ShapeTestOutcome) -> Iterator[str]:
    for kind, what in (("valid", "conforms to them"), ("invalid", "does not conform to them")):
        found = [one for one in outcome.untested if one.kind == kind]
        if found:
            yield f"Shapes without a fixture in {kind}/ that {what}:"
            yield from (f"    {one.place or '(no file)'}: {one.shape}" for one in found)
            yield ""


def _unnoticed(outcome: ShapeTestOutcome) -> Iterator[str]:
    if outcome.unnoticed:
        yield "Constraints that can be dropped without any fixture noticing:"
        for one in outcome.unnoticed:
            about = f" {one.about}" if one.about else ""
            yield f"    {one.place or '(no file)'}: {one.shape} {one.component}{about}"
        yield ""


def _summary(outcome: ShapeTestOutcome) -> Iterator[str]:
    if outcome.missing:
        yield f"Nothing was tested. {_NOTHING[outcome.missing]}"
        return
    yield (
        f"Ran {number(outcome.valid, 'valid fixture')} and"
        f" {number(outcome.invalid, 'invalid fixture')} against"
        f" {number(outcome.shapes, 'shape')}; dropped"
        f" {number(outcome.dropped, 'constraint')}, one at a time."
    )
    if outcome.skipped:
        names = ", ".join(outcome.skipped)
        yield f"Not dropped, because only pySHACL can check these shapes: {names}."
    failed = number(len(outcome.failures), "fixture")
    shapes = number(len({one.shape for one in outcome.untested}), "shape")
    unnoticed = number(len(outcome.unnoticed), "constraint")
    verdict = "Passes" if outcome.passes else "Does not pass"
    yield f"{verdict}: {failed} failed, {shapes} without a fixture, {unnoticed} unnoticed."


def render_json(outcome: ShapeTestOutcome) -> str:
    """Return everything as one JSON object."""
    content = {"version": VERSION, "passes": outcome.passes, "missing": outcome.missing}
    return json.dumps({**content, **asdict(outcome)}, indent=2, ensure_ascii=False) + "\n"


#: Format -> what writes it.
FORMATS: dict[str, Callable[[ShapeTestOutcome], str]] = {"text": render_text, "json": render_json}
