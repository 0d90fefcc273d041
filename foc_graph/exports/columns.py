"""The columns of a table: which properties its rows have, and how each is written.

A property that points to things gives two columns: what they are called, and their IRIs
(``…_iri``). Texts in another language than English have a column of their own (``title_fr``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.names.names import NAMING
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foc_graph.dataset.content import Content, Term

#: Derived inverses: whole columns of what another table says the right way round.
INVERSES = ("eli:cited_by", "eli:has_part", "org:hasMembership")

#: What identifies a thing stands first; long texts and where they come from stand last.
_FIRST = (*NAMING, "skos:altLabel", "skos:notation", "dcterms:type", "eli:work_type",
          "eli:date_document", "schema:startDate", "schema:endDate", "dcterms:creator",
          "org:member", "org:organization", "org:role", "foc:actor")  # fmt: skip
_LAST = ("schema:url", "schema:text", "oa:exact", "skos:definition", "skos:note", "adms:status",
         "foc:basis", "foc:evidence", "dcterms:source")  # fmt: skip

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_LOCAL_NAME = re.compile(r"[^/#:]*\Z")


#: How the cells of a column are written.
ColumnForm = Literal["iri", "label", "class", "text", "names", "iris"]


@dataclass(frozen=True)
class TableColumn:
    """One column."""

    name: str
    form: ColumnForm
    description: str
    property_iri: str | None = None
    language: str | None = None
    datatype: str = "string"
    many: bool = False


@dataclass(frozen=True)
class _Use:
    """A property as the rows of one table use it."""

    property_iri: str
    language: str | None
    is_node: bool


def columns_for(content: Content, members: Iterable[str]) -> tuple[TableColumn, ...]:
    """Return the columns that these instances fill."""
    members = list(members)
    datatypes, repeated = _survey(content, members)
    classes = {key_of(c) for m in members for c in content.index[m].get(RDF_TYPE, ())}
    columns = [
        TableColumn("iri", "iri", "The IRI of the thing", datatype="anyURI"),
        TableColumn("label", "label", "What it is called"),
    ]
    if len(classes) > 1:
        columns.append(TableColumn("class", "class", "Its class", RDF_TYPE, many=True))
    place = _places(content)
    for use in sorted(datatypes, key=lambda use: (*place(use), use.language or "")):
        columns.extend(_columns(content, use, datatypes[use], many=use in repeated))
    return _with_unique_names(content, columns)


def _survey(content: Content, members: list[str]) -> tuple[dict[_Use, set[str]], set[_Use]]:
    """Return the datatypes of each use, and which uses have several values in one row."""
    skipped = {content.expand(curie) for curie in INVERSES} | {RDF_TYPE}
    datatypes: dict[_Use, set[str]] = defaultdict(set)
    repeated: set[_Use] = set()
    for member in members:
        seen: set[_Use] = set()
        for predicate, values in content.index[member].items():
            for value in () if predicate in skipped else values:
                use = _Use(predicate, language_of(value), not isinstance(value, ox.Literal))
                datatypes[use].add(_datatype(value))
                (repeated if use in seen else seen).add(use)
    return datatypes, repeated


def language_of(value: Term) -> str | None:
    """Return the language of a text where it is not English."""
    language = value.language if isinstance(value, ox.Literal) else None
    return None if language is None or language.startswith("en") else language


def _datatype(value: Term) -> str:
    if not isinstance(value, ox.Literal):
        return "anyURI"
    return "string" if value.language else local_name(value.datatype.value)


def _places(content: Content) -> Callable[[_Use], tuple[int, int, str]]:
    first = {content.expand(curie): place for place, curie in enumerate(_FIRST)}
    last = {content.expand(curie): place for place, curie in enumerate(_LAST)}

    def place(use: _Use) -> tuple[int, int, str]:
        iri = use.property_iri
        if iri in first:
            return 0, first[iri], iri
        return (2, last[iri], iri) if iri in last else (1, 0, local_name(iri) + iri)

    return place


def _columns(
    content: Content, use: _Use, datatypes: set[str], *, many: bool
) -> Iterable[TableColumn]:
    name = "_".join(filter(None, (snake(local_name(use.property_iri)) or "property", use.language)))
    description = describe(content, use.property_iri)
    if use.is_node:
        yield TableColumn(name, "names", description, use.property_iri, many=many)
        yield TableColumn(
            f"{name}_iri", "iris", description, use.property_iri, None, "anyURI", many
        )
    else:
        # Dates of mixed precision have no common datatype: they stay text.
        datatype = next(iter(datatypes)) if len(datatypes) == 1 else "string"
        yield TableColumn(name, "text", description, use.property_iri, use.language, datatype, many)


def _with_unique_names(content: Content, columns: list[TableColumn]) -> tuple[TableColumn, ...]:
    """Tell names apart that two columns share.

    Of two properties, by the prefix (``schema_name``); of one property that has both things and
    texts, by the form (``object_text`` beside ``object``); what is left, by a number.
    """
    sharing: dict[str, set[str | None]] = defaultdict(set)
    for column in columns:
        sharing[column.name].add(column.property_iri)
    named = [
        replace(c, name=prefixed(content, c.property_iri, c.name))
        if len(sharing[c.name]) > 1 and c.property_iri
        else c
        for c in columns
    ]
    names = Counter(column.name for column in named)
    told_apart = unique(
        f"{c.name}_text" if names[c.name] > 1 and c.form == "text" else c.name for c in named
    )
    return tuple(replace(c, name=name) for c, name in zip(named, told_apart, strict=True))


def prefixed(content: Content, iri: str, name: str) -> str:
    """``name`` -> ``schema_name``, as far as the project has a prefix for the IRI."""
    prefix = (content.prefixes.compress(iri) or "").partition(":")[0]
    return "_".join(filter(None, (snake(prefix), name)))


def describe(content: Content, term: str) -> str:
    """Return the definition of a term, as far as the ontology has one."""
    return (
        content.text(term, "skos:definition")
        or content.text(term, "rdfs:comment")
        or content.text(term, "rdfs:label")
        or content.prefixes.shorten(term)
    )


def local_name(iri: str) -> str:
    """``…/ns#ofInstrument`` -> ``ofInstrument``."""
    found = _LOCAL_NAME.search(iri)
    return found[0] if found else iri


def snake(name: str) -> str:
    """``ofInstrument`` -> ``of_instrument``."""
    return _WORD.sub("_", name).strip("_").lower()


def unique(
    names: Iterable[str], *, reserved: Iterable[str] = (), longest: int | None = None
) -> list[str]:
    """Number the names that were there before: ``person``, ``person_2``; cut to ``longest``.

    >>> unique(["person", "person", "columns"], reserved=["columns"])
    ['person', 'person_2', 'columns_2']
    """
    taken = set(reserved)
    found = []
    for name in names:
        chosen, number = name[:longest], 1
        while chosen in taken:
            number += 1
            ending = f"_{number}"
            chosen = f"{name[: longest and longest - len(ending)]}{ending}"
        taken.add(chosen)
        found.append(chosen)
    return found
