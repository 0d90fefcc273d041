"""A store kept in step with files that change: loaded now, and again after every change."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.dataset import load_dataset
from foc_graph.errors import FocGraphError
from foc_graph.project.inputs import changes, signature
from foc_graph.stores.load import Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.project import Project
    from foc_graph.stores.check import GraphDifference
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.graphs import LoadSource
    from foc_graph.stores.plan import LoadPlan

#: Seconds until a store that failed is tried again: twice as many each time, up to the last.
PAUSE, LONGEST_PAUSE = 1.0, 60.0


@dataclass(frozen=True)
class Reload:
    """What was done after a change, and what differs of the graphs that were sent."""

    plan: LoadPlan
    differences: list[GraphDifference]


def watch(
    client: StoreClient, project: Project, *, prune: bool = False
) -> Iterator[Reload | FocGraphError]:
    """Load a project now and after every change of its files; never ends.

    Yields what was done. What is wrong with the files is yielded as well, and the next change is
    waited for. Where the store fails, that is yielded once, and it is tried again after longer and
    longer pauses.
    """
    former: LoadSource | None = None
    for known in changes(project):
        try:
            loader = Loader.of(client, load_dataset(project))
        except FocGraphError as error:
            yield error
            continue
        told, pause = "", PAUSE
        while signature(project) == known:
            try:
                yield _loaded(loader, former, prune=prune)
            except FocGraphError as error:
                if str(error) != told:
                    yield error
                told = str(error)
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                former = loader.source
                break


def _loaded(loader: Loader, former: LoadSource | None, *, prune: bool) -> Reload:
    plan = loader.plan(prune=prune, old=former)
    loader.apply(plan)
    return Reload(plan, loader.verify(plan.sent))
