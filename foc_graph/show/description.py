"""Asks the graph about one thing, and which file describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.names.names import NAMING, Names, Value, sort_values
from foc_graph.project.graphs import graph_name
from foc_graph.project.iris import path_for_iri
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import expand, sparql_prologue
from foc_graph.show.model import Column, Description, Entry, Part, Property, Section
from foc_graph.show.sections import COVERED, HIDDEN, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.dataset import Dataset

_EMPTY = ox.Literal("")

#: What names the thing by a property that no section of its own shows.
NAMED_BY = Section("named_by", "Named by", "", (Column("record"),), group="property")


def describe(dataset: Dataset, iri: str) -> Description:
    """Collect what the graph says about ``iri``: its properties, and the records around it."""
    names = Names(dataset)
    node = ox.NamedNode(iri)
    found = (Part(section, _entries(dataset, names, section, node)) for section in SECTIONS)
    parts = [*found, Part(NAMED_BY, _named_by(dataset, names, node))]
    title = _title(names, iri)
    return Description(
        iri,
        title,
        tuple(value.text for value in names.objects(iri, "rdf:type")),
        file_of(dataset, iri),
        tuple(_properties(dataset, names, node, title)),
        tuple(part for part in parts if part.entries),
    )


def _title(names: Names, iri: str) -> str:
    """A symbol says little by itself: the title stands behind it."""
    titles = [value.text for value in names.objects(iri, "dcterms:title")]
    return " — ".join(dict.fromkeys([names[iri], *titles[:1]]))


def _properties(
    dataset: Dataset, names: Names, node: ox.NamedNode, title: str
) -> Iterable[Property]:
    """Return all but those that a section shows, and names that say no more than the title."""
    hidden = {expand(dataset.prefixes, curie) for curie in HIDDEN}
    grouped: dict[str, set[Value]] = {}
    for quad in dataset.store.quads_for_pattern(node, None, None, None):
        if quad.predicate.value not in hidden:
            grouped.setdefault(quad.predicate.value, set()).add(names.value(quad.object))
    properties = [Property(p, names[p], tuple(sort_values(v))) for p, v in grouped.items()]
    naming = {expand(dataset.prefixes, curie) for curie in NAMING}
    said = [p for p in properties if p.iri in naming and all(v.text in title for v in p.values)]
    shown = (found for found in properties if found not in said)
    return sorted(shown, key=lambda found: natural_key(found.name))


def _entries(
    dataset: Dataset, names: Names, section: Section, node: ox.NamedNode
) -> tuple[Entry, ...]:
    """Run the pattern of a section; rows of one item come together."""
    columns = section.variables
    select = " ".join(f"?{name}" for name in columns)
    # Written into the text: a substitution must be a variable that the query selects.
    pattern = section.pattern.replace("?this", str(node))
    solutions = dataset.query(
        sparql_prologue(dataset.prefixes)
        + f"SELECT DISTINCT ?item {select} WHERE {{ {pattern} }} ORDER BY {section.order} ?item"
    )
    found: dict[str, dict[str, set[Value]]] = {}
    for row in solutions:  # type: ignore[union-attr]  # a SELECT gives solutions
        values = found.setdefault(row["item"].value, {})
        for name in columns:
            if row[name] not in (None, _EMPTY):
                values.setdefault(name, set()).add(names.value(row[name]))
    return tuple(_entry(item, values, node.value) for item, values in found.items())


def _entry(item: str, values: dict[str, set[Value]], thing: str) -> Entry:
    """Put values in order; a column that says nothing but the thing itself is left out."""
    return Entry(
        item,
        {
            name: tuple(sort_values(found))
            for name, found in values.items()
            if {value.iri for value in found} != {thing}
        },
    )


def _named_by(dataset: Dataset, names: Names, node: ox.NamedNode) -> tuple[Entry, ...]:
    covered = {expand(dataset.prefixes, curie) for curie in COVERED}
    found = {
        (names[quad.predicate.value], quad.predicate.value, quad.subject.value)
        for quad in dataset.store.quads_for_pattern(None, None, node, None)
        if quad.predicate.value not in covered and isinstance(quad.subject, ox.NamedNode)
    }
    return tuple(
        Entry(
            subject,
            {
                "property": (Value(name, iri=predicate),),
                "record": (Value(names[subject], iri=subject),),
            },
        )
        for name, predicate, subject in sorted(found, key=lambda item: natural_key(" ".join(item)))
    )


def file_of(dataset: Dataset, iri: str) -> str | None:
    """Return the path, from the root of the project, of the file that describes ``iri``."""
    path = path_of(dataset, iri)
    return dataset.project.relative(path) if path else None


def path_of(dataset: Dataset, iri: str) -> Path | None:
    """Return the file that describes ``iri``: its own, else the one of its graph that names it."""
    try:
        own = path_for_iri(iri, dataset.project, dataset.prefixes)
    except UsageProblem:
        own = None
    if own in dataset.files:
        return own
    node = ox.NamedNode(iri)
    quads = dataset.store.quads_for_pattern(node, None, None, None)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    for path in dataset.files:
        if graph_name(dataset.project, dataset.prefixes, path) in graphs:
            document = read_file(path, base=dataset.prefixes.id_base)
            if any(quad.subject == node for quad in document.quads):
                return path
    return None
