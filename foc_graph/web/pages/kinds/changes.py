"""The latest changes of the data, from git, in words."""

from __future__ import annotations

from dataclasses import dataclass

from foc_graph.history import CHANGED, Step
from foc_graph.history.feed import PATH as FEED_PATH
from foc_graph.history.feed import patch_path
from foc_graph.history.stream import PATH as STREAM_PATH
from foc_graph.history.words import by_class, counted
from foc_graph.web.pages.page import PageContent, PageKind
from foc_graph.web.pages.shared import PATH, Line

#: Steps on the page, and entities that one of them names.
MOST_STEPS, MOST_NAMED = 50, 60


@dataclass(frozen=True)
class ShownChanges:
    """One step as the page shows it."""

    anchor: str
    time: str
    subject: str
    count: str
    classes: str
    lines: tuple[Line, ...]
    left_out: int
    unreadable: tuple[str, ...]
    patch: str


class Changes(PageKind):
    """One page."""

    path = PATH

    def show(self, path: str) -> PageContent:
        """Show the newest steps."""
        del path
        history = self.shared.changes.history
        return PageContent(
            "changes.html",
            title="Changes",
            steps=[self._shown(step) for step in history.steps[:MOST_STEPS]],
            missing=history.missing,
            older=max(0, len(history.steps) - MOST_STEPS),
            feed_path=FEED_PATH,
            stream_path=STREAM_PATH,
        )

    def _shown(self, step: Step) -> ShownChanges:
        """What was changed is named; what a large commit added is counted."""
        many = len(step.changes) > MOST_NAMED
        named = [c for c in step.changes if not many or c.kind == CHANGED][:MOST_NAMED]
        return ShownChanges(
            step.anchor,
            step.commit.time,
            step.commit.subject,
            counted(step.changes),
            ", ".join(by_class(step.changes, self.site.names)) if many else "",
            tuple(self.shared.changes.line(step, change) for change in named),
            0 if many and not named else len(step.changes) - len(named),
            step.unreadable,
            patch_path(step),
        )
