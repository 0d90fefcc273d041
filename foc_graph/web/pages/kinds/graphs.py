"""A named graph: how much it holds, and the things it is about; and the list of all graphs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.alphabet import by_name
from foc_graph.rdf.terms import key_of
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.names.names import Value

INDEX = "graph/index.html"
#: Things that are named; of more only the number is given.
NAMED = 200


@dataclass(frozen=True)
class GraphSummary:
    """A named graph; ``subjects`` are those of its statements."""

    iri: str
    name: str
    statements: int
    subjects: frozenset[str]
    path: str

    @property
    def derived(self) -> bool:
        """Whether rules made its statements."""
        return self.name.startswith("derived/")


class Graphs(PageKind):
    """One page a graph, and one for all of them."""

    @cached_property
    def graphs(self) -> dict[str, GraphSummary]:
        """Path -> graph."""
        counts: dict[str, int] = defaultdict(int)
        subjects: dict[str, set[str]] = defaultdict(set)
        for quad in self.site.content.quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                counts[quad.graph_name.value] += 1
                subjects[quad.graph_name.value].add(key_of(quad.subject))
        start = f"{self.site.prefixes.base}graph/"
        return {
            path: GraphSummary(
                graph.iri,
                graph.iri.removeprefix(start),
                counts[graph.iri],
                frozenset(subjects[graph.iri]),
                path,
            )
            for path, graph in self.site.documents.items()
            if graph.kind == "graph"
        }

    def paths(self) -> Iterable[str]:
        """Return the pages; none where there are no graphs."""
        return (INDEX, *self.graphs) if self.graphs else ()

    def show(self, path: str) -> PageContent:
        """Show a graph, or the list of graphs."""
        title, graph = "Named graphs", self.graphs.get(path)
        if graph is None:
            rows = sorted(self.graphs.values(), key=lambda g: (g.derived, by_name(g.name)))
            return PageContent("graphs.html", title=title, crumbs=((title, None),), graphs=rows)
        things = self._things(graph)
        return PageContent(
            "graph.html",
            title=f"Graph {graph.name}",
            crumbs=((title, INDEX), (graph.name, None)),
            graph=graph,
            things=things[:NAMED],
            total=len(things),
        )

    def _things(self, graph: GraphSummary) -> list[Value]:
        """Return what the graph is about: main subjects of documents, by name."""
        mains = {document.iri for document in self.site.documents.values()}
        return self.site.values_of(graph.subjects & mains)
