"""The latest changes of the data, from git, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from foc_graph.history import CHANGED, ChangeWording, History, read_history
from foc_graph.history.feed import PATH as FEED_PATH
from foc_graph.history.feed import patch_path
from foc_graph.history.words import by_class, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.history import EntityChange, Step
    from foc_graph.web.pages.site import Site

PATH = "changes.html"

#: Steps on the page, entities that one of them names, and phrases about one entity.
MOST_STEPS, MOST_NAMED, MOST_PHRASES = 50, 60, 12

_HISTORIES: WeakKeyDictionary[Site, History] = WeakKeyDictionary()


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


def history_of(site: Site) -> History:
    """Return the history of the data of a site, read once."""
    if site not in _HISTORIES:
        _HISTORIES[site] = read_history(site.dataset.project, site.prefixes)
    return _HISTORIES[site]


def log_of(site: Site, iri: str) -> list[Line]:
    """Return what happened to one entity, the newest first, for its page."""
    wording = ChangeWording(site.prefixes, site.names)
    return [_line(wording, step, change) for step, change in history_of(site).of(iri)]


def paths(site: Site) -> Iterable[str]:
    """One page."""
    del site
    return (PATH,)


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page."""
    del query
    history = history_of(site)
    wording = ChangeWording(site.prefixes, site.names)
    return site.render(
        "changes.html",
        path,
        title="Changes",
        steps=[_shown(site, wording, step) for step in history.steps[:MOST_STEPS]],
        missing=history.missing,
        older=max(0, len(history.steps) - MOST_STEPS),
        feed_path=FEED_PATH,
    )


def _shown(site: Site, wording: ChangeWording, step: Step) -> ShownChanges:
    """What was changed is named; what a large commit added is counted."""
    many = len(step.changes) > MOST_NAMED
    named = [c for c in step.changes if not many or c.kind == CHANGED][:MOST_NAMED]
    return ShownChanges(
        step.anchor,
        step.commit.time,
        step.commit.subject,
        counted(step.changes),
        ", ".join(by_class(step.changes, site.names)) if many else "",
        tuple(_line(wording, step, change) for change in named),
        0 if many and not named else len(step.changes) - len(named),
        step.unreadable,
        patch_path(step),
    )


def _line(wording: ChangeWording, step: Step, change: EntityChange) -> Line:
    phrases = wording.statements(change)
    return Line(
        change.iri,
        wording.name(change),
        change.kind,
        tuple(phrases[:MOST_PHRASES]),
        max(0, len(phrases) - MOST_PHRASES),
        step.commit.time,
        f"{PATH}#{step.anchor}",
    )
