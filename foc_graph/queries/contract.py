"""Whether an endpoint holds the graph that a canned query is about, where the query looks for it.

Without that, an empty store's silence would be told as a fact. One query, before any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.project.graphs import graph_name
from foc_graph.queries.results import ResultTable, text_of
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.formats import files_below, is_rdf
from foc_graph.rdf.prefixes import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.project import Project
    from foc_graph.queries.endpoint import EndpointEngine
    from foc_graph.rdf.prefixes import PrefixMap

_VERSION = ox.NamedNode(f"{NAMESPACES['dcat']}version")


def require_graph(engine: EndpointEngine, project: Project) -> None:
    """Ask an endpoint for one entity of the project, and for the version that it holds.

    Raises:
        CouldNotRun: it does not hold the graph, holds it in named graphs only, or in another
            version; or it does not answer.

    """
    known = next(_subjects(project, engine.prefixes), None)
    if known is None:
        return
    stated = _stated_version(project, engine.prefixes)
    places, versions = _held(engine, known, stated.subject if stated else known)
    if "default" not in places:
        what, fix = _NAMED_ONLY if "named" in places else _NOTHING
        raise CouldNotRun(what, place=engine.url, fix=fix)
    here = text_of(stated.object) if stated else ""
    if stated and not versions:
        raise CouldNotRun(
            "holds some of this graph, and not the description with its version",
            place=engine.url,
            fix="load the rest: a load may be under way, or have broken off",
        )
    if versions and here not in versions:
        raise CouldNotRun(
            f"holds version {', '.join(versions)} of this graph, and version {here} is here",
            place=engine.url,
            fix="load this one, or ask with the version that it holds",
        )


_NAMED_ONLY = (
    "holds nothing of this graph in its default graph; it has it in named graphs",
    "serve it with the union of all graphs as the default graph",
)
_NOTHING = (
    "holds nothing of this graph",
    "load it (`foc-graph load`), or check that this is the endpoint you mean",
)


def _subjects(project: Project, prefixes: PrefixMap) -> Iterator[ox.NamedNode]:
    """Yield things that the data describe, in graphs with a name; no file is read for the next."""
    for path in filter(is_rdf, files_below(project.data)):
        if graph_name(project, prefixes, path) is not None:
            for quad in read_file(path, base=prefixes.id_base).quads:
                if isinstance(quad.subject, ox.NamedNode):
                    yield quad.subject


def _held(
    engine: EndpointEngine, node: ox.NamedNode, dataset: ox.NamedNode | ox.BlankNode | ox.Triple
) -> tuple[set[str], list[str]]:
    """Return in which kinds of graph an entity is held, and which versions the store states."""
    found = engine.run(
        "SELECT DISTINCT ?place ?version WHERE {\n"
        f'  {{ {node} ?p ?o . BIND("default" AS ?place) }}\n'
        f'  UNION {{ GRAPH ?g {{ {node} ?p ?o }} BIND("named" AS ?place) }}\n'
        f"  UNION {{ {dataset} {_VERSION} ?version }}\n"
        "}"
    )
    rows = found.rows if isinstance(found, ResultTable) else ()
    versions = sorted({text_of(row[1]) for row in rows if row[1]})
    return {text_of(row[0]) for row in rows if row[0]}, versions


def _stated_version(project: Project, prefixes: PrefixMap) -> ox.Quad | None:
    """Return what the description of the dataset says of its version, where there is one."""
    files = (path for path in sorted(project.data.iterdir()) if path.is_file() and is_rdf(path))
    described = (path for path in files if graph_name(project, prefixes, path) is None)
    quads = (q for path in described for q in read_file(path, base=prefixes.id_base).quads)
    return next((quad for quad in quads if quad.predicate == _VERSION), None)
