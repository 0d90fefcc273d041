"""Identifiers: symbol <-> IRI <-> file (docs/iri-policy.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.project.symbols import local_id, symbol_from_local_id
from foc_graph.rdf.files import without_suffix

if TYPE_CHECKING:
    from foc_graph.project.project import Project
    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap


def iri_for_symbol(symbol: str, prefixes: PrefixMap) -> str:
    """Return the IRI of the document with this symbol."""
    return f"{prefixes.id_base}doc/{local_id(symbol)}"


def symbol_for_iri(iri: str, prefixes: PrefixMap) -> str:
    """Return the symbol of a UN document, or of the document that a paragraph belongs to.

    Raises:
        UsageProblem: the IRI is not one of a UN document.

    """
    start = f"{prefixes.id_base}doc/"
    if not iri.startswith(start):
        raise UsageProblem(
            "is not the IRI of a document", place=iri, fix=f"those start with {start}"
        )
    return symbol_from_local_id(iri[len(start) :].partition("#")[0])


def path_for_iri(iri: str, project: Project, prefixes: PrefixMap) -> Path:
    """Return the file that describes an entity, whether or not it exists.

    Raises:
        UsageProblem: the IRI is not ``<base>id/<class>/<local id>``.

    """
    local = iri.removeprefix(prefixes.id_base).partition("#")[0]
    parts = Path(local).parts
    if not iri.startswith(prefixes.id_base) or len(parts) < 2 or ".." in parts:  # noqa: PLR2004
        raise UsageProblem(
            "is not the IRI of an entity",
            place=iri,
            fix=f"those look like {prefixes.id_base}state/EST",
        )
    return project.data / f"{local}.ttl"


def iri_for_path(path: Path, source: Source, prefixes: PrefixMap) -> str | None:
    """Return the IRI of the entity that a data file describes; None for files that have none."""
    name = source.layout_name(path)
    return None if name is None else iri_for_name(name, prefixes)


def iri_for_name(name: str, prefixes: PrefixMap) -> str | None:
    """Return the IRI of the entity that a file describes, named by its path under ``data/``."""
    kind, slash, _ = name.partition("/")
    if not slash or kind == "links":
        return None
    return f"{prefixes.id_base}{without_suffix(name)}"
