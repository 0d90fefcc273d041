"""A named graph: how much it holds, and the things it is about; and the list of all graphs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import key_of
from foc_graph.names.alphabet import by_name
from foc_graph.web.pages.memo import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.names.names import Value
    from foc_graph.web.pages.site import Site

INDEX = "graph/index.html"
#: Things that are named; of more only the number is given.
NAMED = 200


@dataclass(frozen=True)
class GraphSummary:
    """A named graph."""

    iri: str
    name: str
    path: str
    statements: int
    derived: bool


class Graphs:
    """The graphs of a site, with the subjects of each."""

    def __init__(self, site: Site) -> None:
        self._site = site
        counts: dict[str, int] = defaultdict(int)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        for quad in site.content.quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                counts[quad.graph_name.value] += 1
                self._subjects[quad.graph_name.value].add(key_of(quad.subject))
        self.all = {
            path: self._graph(path, document.iri, counts)
            for path, document in site.documents.items()
            if document.kind == "graph"
        }

    def _graph(self, path: str, iri: str, counts: Mapping[str, int]) -> GraphSummary:
        name = iri.removeprefix(f"{self._site.prefixes.base}graph/")
        return GraphSummary(iri, name, path, counts[iri], name.startswith("derived/"))

    def things(self, graph: GraphSummary) -> list[Value]:
        """Return what the graph is about: main subjects of documents, by name."""
        site = self._site
        mains = {document.iri for document in site.documents.values()}
        found = [site.names.value_of(iri) for iri in self._subjects[graph.iri] & mains]
        return sorted(found, key=lambda value: (by_name(value.text), value.iri))


def paths(site: Site) -> Iterable[str]:
    """One page a graph, and one for all of them."""
    found = kept(site, Graphs).all
    return (INDEX, *found) if found else ()


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render a graph, or the list of graphs."""
    del query
    graphs = kept(site, Graphs)
    title, graph = "Named graphs", graphs.all.get(path)
    if graph is None:
        rows = sorted(graphs.all.values(), key=lambda g: (g.derived, by_name(g.name)))
        return site.render("graphs.html", path, title=title, crumbs=((title, None),), graphs=rows)
    things = graphs.things(graph)
    return site.render(
        "graph.html",
        path,
        title=f"Graph {graph.name}",
        crumbs=((title, INDEX), (graph.name, None)),
        graph=graph,
        things=things[:NAMED],
        total=len(things),
    )
