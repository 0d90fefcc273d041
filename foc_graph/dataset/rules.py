"""CONSTRUCT queries that derive shortcuts from the records (``ontology/rules/*.rq``).

Each rule writes a graph of its own, ``graph/derived/<rule>``, so that a derived triple always
tells which rule made it. Rules run once, in the order of their names; a later one sees what the
earlier ones wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.graphs import derived_graph
from foc_graph.sparql.tokens import refuse_service

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap


def apply_rules(store: ox.Store, source: Source, prefixes: PrefixMap) -> None:
    """Run every rule over the union of all graphs.

    Raises:
        CouldNotRun: a rule cannot be read, is not valid SPARQL, or is no CONSTRUCT.

    """
    for path, graph in zip(source.rule_files(), rule_graphs(source, prefixes), strict=True):
        triples = _construct(store, path, prefixes)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def rule_graphs(source: Source, prefixes: PrefixMap) -> list[ox.NamedNode]:
    """Return the graph that each rule writes, in the order of the rules."""
    start = derived_graph(prefixes)
    return [ox.NamedNode(f"{start}/{path.stem}") for path in source.rule_files()]


def derived_quads(store: ox.Store, source: Source, prefixes: PrefixMap) -> frozenset[ox.Quad]:
    """Return what the rules wrote into a store."""
    graphs = rule_graphs(source, prefixes)
    return frozenset(q for g in graphs for q in store.quads_for_pattern(None, None, None, g))


def _construct(store: ox.Store, path: Path, prefixes: PrefixMap) -> list[ox.Triple]:
    try:
        text = path.read_text(encoding="utf-8")
        refuse_service(text)
        result = store.query(
            text,
            use_default_graph_as_union=True,
            base_iri=prefixes.base,
            prefixes=dict(prefixes.namespaces),
        )
    except (OSError, SyntaxError, ValueError, UsageProblem) as error:
        raise CouldNotRun(
            f"is not a rule that can be run ({error})", place=str(path), fix="mend the query"
        ) from error
    if not isinstance(result, ox.QueryTriples):
        raise CouldNotRun("is not a CONSTRUCT query", place=str(path), fix="rules construct")
    return list(result)
