"""A description as text for the terminal, as JSON for scripts, and as canonical Turtle."""

from __future__ import annotations

import json
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project.graphs import graph_name
from foc_graph.rdf.documents import read_file
from foc_graph.rdf.formats import N_TRIPLES, serialized
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import sparql_prologue
from foc_graph.show.description import path_of
from foc_graph.show.sections import BENEATH
from foc_graph.turtle import Layout, format_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.dataset import Dataset
    from foc_graph.names.names import Value
    from foc_graph.show.model import Description, Entry, Part, Property

#: Records of one kind that are listed before the rest is only counted.
LISTED = 25
#: The same for those that stand side by side; the United Nations have 193 members.
SIDE_BY_SIDE = 200
#: The widest column of property names.
WIDEST_NAME = 20


def to_text(
    description: Description,
    *,
    width: int = 100,
    listed: int | None = LISTED,
    emphasise: Callable[[str], str] = str,
) -> str:
    """Return the description, wrapped at ``width``; ``listed`` None lists every record.

    ``emphasise`` marks the title and the headings, with colour for instance.
    """
    lines = [
        *(emphasise(line) for line in wrap(description.name, width)),
        *([", ".join(description.kinds)] if description.kinds else []),
        description.iri,
        *([description.file] if description.file else []),
    ]
    if description.properties:
        lines += ["", *_properties(description.properties, width)]
    for part in description.parts:
        heading = f"{part.section.heading} ({len(part.entries)})"
        lines += ["", emphasise(heading), *_part(part, width, listed)]
    return "\n".join(lines) + "\n"


def _properties(properties: tuple[Property, ...], width: int) -> Iterator[str]:
    """Names in one column, values in the other, one a line."""
    longest = min(WIDEST_NAME, max(len(found.name) for found in properties))
    for found in properties:
        name = found.name
        if len(name) > longest:
            yield f"  {name}"
            name = ""
        for value in found.values:
            start = f"  {name:{longest}}  "
            yield from _wrapped(_in_language(value), start, " " * len(start), width)
            name = ""


def _part(part: Part, width: int, listed: int | None) -> Iterator[str]:
    if part.section.group:
        yield from _side_by_side(part, width, None if listed is None else SIDE_BY_SIDE)
        return
    shown = part.entries[:listed]
    for entry in shown:
        yield from _wrapped(_line(part, entry), "  ", "    ", width)
        for value in entry.values.get(part.section.quote or "", ()):
            yield from _wrapped(f"“{value.text}”", "      ", "      ", width)
    if len(shown) < len(part.entries):
        yield f"  … and {len(part.entries) - len(shown)} more: add --all"


def _line(part: Part, entry: Entry) -> str:
    """Cells in the order of the columns, each text once: some names hold the title already."""
    cells = (
        column.template.format(", ".join(_in_language(v) for v in entry.values[column.name]))
        for column in part.section.columns
        if column.name in entry.values
    )
    return " · ".join(dict.fromkeys(filter(None, cells))) or entry.iri


def _side_by_side(part: Part, width: int, listed: int | None) -> Iterator[str]:
    """Sponsors by role, votes by position: ``yes (2): Estonia, Latvia``."""
    group, column = part.section.group or "", part.section.columns[-1].name

    def key(entry: Entry) -> str:
        return entry.values[group][0].text if group in entry.values else ""

    for name, entries in groupby(sorted(part.entries, key=key), key=key):
        names = sorted(
            (v.text for entry in entries for v in entry.values.get(column, ())), key=natural_key
        )
        rest = len(names) - len(names[:listed])
        more = [f"… and {rest} more: add --all"] if rest else []
        text = f"{name} ({len(names)}): {', '.join([*names[:listed], *more])}"
        yield from _wrapped(text, "  ", "    ", width)


def _in_language(value: Value) -> str:
    """A language is worth a word where it is not English."""
    return value.text if value.language in (None, "en") else f"{value.text} ({value.language})"


def _wrapped(text: str, start: str, below: str, width: int) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]


def to_json(description: Description) -> str:
    """Return an object: what the thing is, ``properties``, and one list for each kind of record."""
    content = {
        "iri": description.iri,
        "name": description.name,
        "kinds": list(description.kinds),
        "file": description.file,
        "properties": [
            {"iri": p.iri, "name": p.name, "values": _values(p.values)}
            for p in description.properties
        ],
        "records": {
            part.section.name: [
                {"iri": entry.iri, **{name: _values(own) for name, own in entry.values.items()}}
                for entry in part.entries
            ]
            for part in description.parts
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _values(values: Iterable[Value]) -> list[dict[str, str]]:
    """``{"iri", "name"}`` for nodes, ``{"value"}`` with language or datatype for literals."""
    return [
        {"iri": value.iri, "name": value.text}
        if value.iri
        else {
            key: text
            for key, text in (
                ("value", value.text),
                ("language", value.language),
                ("datatype", value.datatype),
            )
            if text is not None
        }
        for value in values
    ]


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
