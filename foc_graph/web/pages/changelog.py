"""What git says happened to the data, in words: step by step, and thing by thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.history import ChangeWording, EntityChange, History, Step, read_history

if TYPE_CHECKING:
    from foc_graph.web.pages.site import Site

#: The page of all steps.
PATH = "changes.html"

#: Phrases about one entity.
MOST_PHRASES = 12


@dataclass(frozen=True)
class Line:
    """One entity of a step; or one step of an entity."""

    iri: str
    name: str
    kind: str
    phrases: tuple[str, ...]
    left_out: int
    time: str
    target: str


class ChangeLog:
    """The history of the data of a site, read once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.wording = ChangeWording(site.prefixes, site.names)

    @cached_property
    def history(self) -> History:
        """The steps, the newest first."""
        return read_history(self._site.dataset.project, self._site.prefixes)

    def of(self, iri: str) -> list[Line]:
        """Return what happened to one entity, the newest first, for its page."""
        return [self.line(step, change) for step, change in self.history.of(iri)]

    def line(self, step: Step, change: EntityChange) -> Line:
        """Return what one step did to one entity."""
        phrases = self.wording.statements(change)
        return Line(
            change.iri,
            self.wording.name(change),
            change.kind,
            tuple(phrases[:MOST_PHRASES]),
            max(0, len(phrases) - MOST_PHRASES),
            step.commit.time,
            f"{PATH}#{step.anchor}",
        )
