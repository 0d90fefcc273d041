"""How far a store is from the dataset, graph by graph, by its own record and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from foc_graph.stores.graphs import LocalGraph
    from foc_graph.stores.load import Loader

#: As here; not there; other than here; there, and gone here.
Drift = Literal["same", "absent", "changed", "gone"]


@dataclass(frozen=True)
class GraphStatus:
    """A graph, and the number of its triples here and there; None where it is not."""

    graph: str
    drift: Drift
    here: int | None
    there: int | None


@dataclass(frozen=True)
class StoreStatus:
    """A store beside the dataset; version and time as its record says, empty where it has none."""

    endpoint: str
    version: str
    loaded_version: str
    loaded_at: str
    graphs: tuple[GraphStatus, ...]

    @property
    def in_step(self) -> bool:
        """Whether the store holds what is here and nothing of ours besides."""
        return all(graph.drift == "same" for graph in self.graphs)

    def lines(self) -> list[str]:
        """Say it in a line, and a line more for every graph that is not the same."""
        differ = [graph for graph in self.graphs if graph.drift != "same"]
        loaded = f"loaded {self.loaded_at}" if self.loaded_at else "never loaded whole"
        if self.loaded_version:
            loaded += f", version {self.loaded_version}"
        same = len(self.graphs) - len(differ)
        glance = f"{same:,} of {len(self.graphs):,} graphs are the same"
        return [
            f"{self.endpoint}: {'in step' if self.in_step else 'DRIFTS'}; {glance}; {loaded}",
            *(
                f"  {graph.drift:8}  {graph.graph}  {_number(graph.there)} there,"
                f" {_number(graph.here)} here"
                for graph in differ
            ),
        ]


def _number(count: int | None) -> str:
    return "none" if count is None else f"{count:,}"


def read_status(loader: Loader) -> StoreStatus:
    """Compare the dataset with what the record of the store and its counts say.

    That is quick; `check` reads every triple.

    Raises:
        CouldNotRun: the store does not answer.

    """
    plan = loader.plan()
    states: tuple[tuple[Drift, tuple[LocalGraph, ...]], ...] = (
        ("absent", plan.add),
        ("changed", plan.replace),
        ("same", plan.keep),
    )
    graphs = [
        GraphStatus(graph.iri, drift, graph.triples, plan.held.get(graph.iri))
        for drift, members in states
        for graph in members
    ]
    graphs += [GraphStatus(iri, "gone", None, plan.held.get(iri)) for iri in plan.gone]
    loaded = loader.record.last_load()
    return StoreStatus(
        loader.endpoint,
        loader.record.version,
        *loaded,
        tuple(sorted(graphs, key=lambda graph: graph.graph)),
    )
