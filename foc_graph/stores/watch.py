"""A store kept in step with files that change: loaded now, and again after every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.dataset import load_dataset
from foc_graph.errors import FocGraphError
from foc_graph.project.inputs import changes
from foc_graph.stores.load import Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.content import Content
    from foc_graph.project import Project
    from foc_graph.stores.check import GraphDifference
    from foc_graph.stores.client import StoreClient
    from foc_graph.stores.plan import LoadPlan


@dataclass(frozen=True)
class Reload:
    """What was done after a change, and what differs of the graphs that were sent."""

    plan: LoadPlan
    differences: list[GraphDifference]


def watch(
    client: StoreClient, project: Project, *, prune: bool = False
) -> Iterator[Reload | FocGraphError]:
    """Load a project now and after every change of its files; never ends.

    Yields what was done. What could not be loaded, the data or the store being as they are, is
    yielded as well, and the next change is waited for.
    """
    former: Content | None = None
    for _ in changes(project):
        try:
            loader = Loader.of(client, load_dataset(project))
            plan = loader.plan(prune=prune, old=former)
            loader.apply(plan)
            differences = loader.check(plan.sent)
        except FocGraphError as error:
            yield error
        else:
            former = loader.content
            yield Reload(plan, differences)
