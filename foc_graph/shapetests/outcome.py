"""What testing shapes found: plain records, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
