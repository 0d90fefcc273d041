"""One table a class, for spreadsheets and data frames: what CSV and the workbook share.

A row is an instance of the class or of a subclass: resolutions are in ``instrument`` too. Several
values stand in one cell, separated by `SEPARATOR`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.exports.columns import (
    TableColumn,
    columns_for,
    describe,
    language_of,
    local_name,
    prefixed,
    snake,
    unique,
)
from foc_graph.names.names import Names
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.dataset.content import Content
    from foc_graph.exports.columns import ColumnForm

SEPARATOR = " | "

#: What the workbook calls the sheet that explains all columns: no table has that name.
EXPLANATION = "columns"

#: Graphs that hold the model, not data.
_MODEL = ("graph/ontology", "graph/align", "graph/shapes")


@dataclass(frozen=True)
class ClassTable:
    """The instances of one class; each row holds one text for each column."""

    name: str
    class_iri: str
    label: str
    description: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(content: Content) -> list[ClassTable]:
    """Make one table for each class that has instances of its own, sorted by name."""
    names = Names(content)
    direct = _instances(content)
    found = []
    for class_iri, name in _names_of(content, sorted(direct)).items():
        below = _with_subclasses(content, class_iri)
        members = sorted({member for c in below for member in direct.get(c, ())})
        found.append(_table(content, names, class_iri, name, members))
    return sorted(found, key=lambda table: table.name)


def _names_of(content: Content, classes: list[str]) -> dict[str, str]:
    """Name the table of each class by its local name; where two share one, by the prefix too."""
    short = {iri: snake(local_name(iri)) or "table" for iri in classes}
    counts = Counter([*short.values(), EXPLANATION])
    names = (prefixed(content, i, n) if counts[n] > 1 else n for i, n in short.items())
    return dict(zip(classes, unique(names, reserved=[EXPLANATION]), strict=True))


def _instances(content: Content) -> dict[str, set[str]]:
    """Return the instances of each class, without the model and the dataset's description."""
    model = {f"{content.prefixes.base}{name}" for name in _MODEL}
    direct: dict[str, set[str]] = {}
    for quad in content.quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        named = isinstance(quad.object, ox.NamedNode)
        if quad.predicate.value == RDF_TYPE and named and graph and graph not in model:
            direct.setdefault(key_of(quad.object), set()).add(key_of(quad.subject))
    return direct


def _with_subclasses(content: Content, class_iri: str) -> set[str]:
    found: set[str] = set()
    waiting = [class_iri]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(content.subjects("rdfs:subClassOf", here))
    return found


def _table(
    content: Content, names: Names, class_iri: str, name: str, members: list[str]
) -> ClassTable:
    columns = columns_for(content, members)
    return ClassTable(
        name=name,
        class_iri=class_iri,
        label=names[class_iri],
        description=describe(content, class_iri),
        columns=columns,
        rows=tuple(tuple(_cell(content, names, m, c) for c in columns) for m in members),
    )


def _cell(content: Content, names: Names, member: str, column: TableColumn) -> str:
    return SEPARATOR.join(_CELLS[column.form](content, names, member, column))


def _texts(content: Content, _: Names, member: str, column: TableColumn) -> list[str]:
    values = content.index[member].get(column.property_iri or "", ())
    literals = (value for value in values if isinstance(value, ox.Literal))
    return [value.value for value in literals if language_of(value) == column.language]


def _iris(content: Content, _: Names, member: str, column: TableColumn) -> list[str]:
    values = content.index[member].get(column.property_iri or "", ())
    return [key_of(value) for value in values if not isinstance(value, ox.Literal)]


def _names(content: Content, names: Names, member: str, column: TableColumn) -> list[str]:
    return [names[iri] for iri in _iris(content, names, member, column)]


#: Form of a column -> the values of a cell. ``names`` and ``iris`` keep one order.
_CELLS: dict[ColumnForm, Callable[[Content, Names, str, TableColumn], list[str]]] = {
    "iri": lambda _content, _names, member, _column: [member],
    "label": lambda _content, names, member, _column: [names[member]],
    "class": _names,
    "text": _texts,
    "names": _names,
    "iris": _iris,
}
