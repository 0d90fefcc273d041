"""Identifiers: symbol <-> IRI <-> file, and what people type -> IRI (docs/iri-policy.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.project.symbols import local_id, symbol_from_local_id
from foc_graph.rdf.files import without_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.project.project import Project
    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap

#: What stands in front of a short form such as ``20/8`` or ``68/167``.
SHORT_FORMS = ("A/HRC/RES/", "A/RES/", "A/HRC/DEC/", "A/", "E/RES/", "S/RES/")


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


def candidates(text: str, prefixes: PrefixMap) -> Iterator[str]:
    """Yield the IRIs that ``text`` may stand for, the likeliest first.

    It may be an IRI, a CURIE, an id (``state/EST``, ``id/state/EST``), a symbol or its short form.
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    if "://" in text:
        yield text
        return
    expanded = prefixes.expand(text)
    if expanded:
        yield expanded
    yield prefixes.id_base + text.removeprefix("id/")
    yield iri_for_symbol(text, prefixes)
    for start in SHORT_FORMS:
        yield iri_for_symbol(start + text, prefixes)
    yield f"{prefixes.id_base}state/{text.upper()}"
    for kind in ("org", "doc", "event", "principle", "formulation", "source"):
        yield f"{prefixes.id_base}{kind}/{text}"


def resolve(text: str, prefixes: PrefixMap, exists: Callable[[str], bool]) -> str:
    """Return the IRI of what a person means by ``text``.

    Raises:
        UsageProblem: nothing in the graph goes by that name.

    """
    for iri in candidates(text, prefixes):
        if exists(iri):
            return iri
    raise UsageProblem(
        "nothing in the graph goes by that name",
        place=text,
        fix="give a symbol (A/HRC/RES/20/8 or 20/8), an id (state/EST) or an IRI",
    )
