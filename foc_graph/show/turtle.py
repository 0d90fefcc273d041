"""A concise description as canonical Turtle: what is asserted of a thing and beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project.graphs import graph_name
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.formats import N_TRIPLES
from foc_graph.rdf.prefixes import sparql_prologue
from foc_graph.rdf.serialization import serialized
from foc_graph.show.files import path_of
from foc_graph.show.sections import BENEATH
from foc_graph.turtle import Layout, format_turtle

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset
    from foc_graph.show.model import Description


def to_turtle(dataset: Dataset, description: Description) -> str:
    """Return the statements about the thing, its parts, its records, their evidence and caveats.

    Derived statements are left out; literals are as written in the file.
    """
    node = ox.NamedNode(description.iri)
    quads = _asserted(dataset, description.iri)
    triples = _with_unnamed(quads, _beneath(dataset, node))
    if not triples:  # named by others, described by nobody
        triples = [quad.triple for quad in quads if quad.object == node]
    prefixes = dataset.prefixes
    layout = Layout(prefixes.namespaces, prefixes.id_base, description.iri, prefixes.id_base)
    text = serialized(triples, N_TRIPLES).decode("utf-8")
    return format_turtle(text, layout, place=description.iri)


def _asserted(dataset: Dataset, iri: str) -> list[ox.Quad]:
    """Return every asserted quad; those of the file of the thing as written there."""
    path = path_of(dataset, iri)
    written = list(read_file(path, base=dataset.prefixes.id_base).quads) if path else []
    known = {quad.subject for quad in written}
    graph = graph_name(dataset.project, dataset.prefixes, path) if path else None
    own = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    derived = set(dataset.derived_graphs())
    stored = (quad for quad in dataset.store if quad.graph_name not in derived)
    # The store may have normalised a literal: what the file says is taken from the file alone.
    others = (q for q in stored if q.graph_name != own or q.subject not in known)
    return [*written, *others]


def _beneath(dataset: Dataset, node: ox.NamedNode) -> set[object]:
    """The thing, its fragments, the records beneath, their evidence, quotations and caveats."""
    solutions = dataset.query(
        sparql_prologue(dataset.prefixes)
        + f"""SELECT DISTINCT ?subject WHERE {{
          {{ {node} {BENEATH}/(^rdf:subject|foc:evidence)?/oa:hasSelector? ?subject }}
          UNION
          {{ ?subject ?p ?o FILTER(STRSTARTS(STR(?subject), CONCAT(STR({node}), "#"))) }}
        }}"""
    )
    return {row["subject"] for row in solutions}  # type: ignore[union-attr]  # of a SELECT


def _with_unnamed(quads: list[ox.Quad], subjects: set[object]) -> list[ox.Triple]:
    """Return the triples about the subjects, and about unnamed nodes that hang on them."""
    found: dict[ox.Triple, None] = {}
    ahead = subjects
    while ahead:
        triples = [quad.triple for quad in quads if quad.subject in ahead]
        found |= dict.fromkeys(triples)
        objects = {triple.object for triple in triples}
        ahead = {term for term in objects if isinstance(term, ox.BlankNode)}
        quads = [quad for quad in quads if quad.subject in ahead]
    return list(found)
