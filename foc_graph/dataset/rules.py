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

    from foc_graph.project import Project
    from foc_graph.rdf.prefixes import PrefixMap


def rule_files(project: Project) -> list[Path]:
    """Every rule, sorted."""
    return project.rule_files()


def apply_rules(store: ox.Store, project: Project, prefixes: PrefixMap) -> int:
    """Run every rule over the union of all graphs; return how many triples were derived.

    Raises:
        CouldNotRun: a rule cannot be read, is not valid SPARQL, or is no CONSTRUCT.

    """
    count = 0
    for path in rule_files(project):
        triples = _construct(store, path, prefixes)
        graph = ox.NamedNode(f"{derived_graph(prefixes)}/{path.stem}")
        store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        count += len(triples)
    return count


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
