"""Identifiers: UN document symbol <-> local id <-> IRI <-> file (docs/iri-policy.md).

The rule for symbols drops information (``A/HRC/RES/S-25/1`` -> ``A-HRC-RES-S-25-1``), so going back
needs the grammar of the symbols that we meet; ``foc:symbol`` in the data holds the truth.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.rdf.formats import without_suffix

if TYPE_CHECKING:
    from foc_graph.project.project import Project
    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap

_SLASH_WITH_BLANKS = re.compile(r"\s*/\s*")
_OPENING_WITH_BLANKS = re.compile(r"\s*\(\s*")
_CLOSING_WITH_BLANKS = re.compile(r"\s*\)\s*")

#: Canonical Roman numerals up to 89: the General Assembly's sessions until 1976 had them.
_ROMAN = r"(?:LX{0,3}|X{0,3}L?)(?:IX|IV|V?I{0,3})"

#: Shapes of local ids -> how the symbol is written. Tried in order; the whole id must fit.
_GRAMMAR = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        # Resolutions and decisions of special (S-25) and emergency special (ES-11) sessions.
        (r"A-HRC-(RES|DEC|PRST)-(S-\d+)-(\d+)", r"A/HRC/\1/\2/\3"),
        (r"A-(RES|DEC)-((?:E?S)-\d+)-(\d+[A-Z]?)", r"A/\1/\2/\3"),
        # Human Rights Council, regular sessions, and its drafts and reports.
        (r"A-HRC-(RES|DEC|PRST)-(\d+)-(\d+)", r"A/HRC/\1/\2/\3"),
        (r"A-HRC-(S-\d+|\d+)-(.+)", r"A/HRC/\1/\2"),
        # Sessions in Roman numerals: 217(III)A, 2200A(XXI), 1514(XV).
        (rf"A-RES-(\d+)([A-Z]?)-({_ROMAN})([A-Z]?)", r"A/RES/\1\2(\3)\4"),
        (rf"A-RES-(\d+(?:[A-Z]and[A-Z])?)-((?:S-)?{_ROMAN})", r"A/RES/\1(\2)"),
        # Regular sessions; parts are printed as 53/243AandB, 66/253/B or 71/101/A-B.
        (r"A-(RES|DEC)-(\d+)-(\d+(?:[A-Z](?:and[A-Z])?)?)", r"A/\1/\2/\3"),
        (r"A-(RES|DEC)-(\d+)-(\d+)-([A-Z](?:-[A-Z])?)", r"A/\1/\2/\3/\4"),
        # Main Committees, conferences, plenary drafts and reports.
        (r"A-C\.(\d)-(\d+)-(.+)", r"A/C.\1/\2/\3"),
        (r"A-CONF\.(\d+)-(.+)", r"A/CONF.\1/\2"),
        (r"A-(\d+)-(.+)", r"A/\1/\2"),
        # Security Council (year in brackets) and Economic and Social Council.
        (r"S-RES-(\d+)-(\d{4})", r"S/RES/\1(\2)"),
        (r"S-(\d{4})-(\d+)", r"S/\1/\2"),
        (r"E-CN\.(\d+)-(RES)-(\d{4})-(\d+)", r"E/CN.\1/\2/\3/\4"),
        (r"E-CN\.(\d+)-(\d{4})-(.+)", r"E/CN.\1/\2/\3"),
        (r"E-(RES|DEC)-(\d{4})-(\d+[A-Z]?)", r"E/\1/\2/\3"),
        (r"E-(\d{4})-(.+)", r"E/\1/\2"),
        # Treaty bodies.
        (r"(CCPR|CRC|CEDAW|CERD|CESCR)-C-GC-(\d+(?:-Rev\.\d+)?)", r"\1/C/GC/\2"),
        (r"([A-Z]+)-C-(\d+)-(.+)", r"\1/C/\2/\3"),
    )
)

#: Endings that hang on a slash of their own: Rev.1, Add.2, Corr.1.
_ENDING = re.compile(r"-((?:Rev|Add|Corr|Amend)\.\d+)")


def normalise_symbol(symbol: str) -> str:
    """Return the canonical spelling: no blanks around slashes and brackets, none doubled.

    >>> normalise_symbol("A/RES/217 (III) A")
    'A/RES/217(III)A'
    """
    tight = _SLASH_WITH_BLANKS.sub("/", symbol.strip())
    tight = _OPENING_WITH_BLANKS.sub("(", tight)
    tight = _CLOSING_WITH_BLANKS.sub(")", tight)
    return " ".join(tight.split())


def local_id(symbol: str) -> str:
    """Return the local id of a document with this symbol.

    >>> local_id("A/RES/217(III)A"), local_id("A/C.3/68/L.45/Rev.1")
    ('A-RES-217-IIIA', 'A-C.3-68-L.45-Rev.1')
    """
    return (
        normalise_symbol(symbol)
        .replace("/", "-")
        .replace(" ", "_")
        .replace("(", "-")
        .replace(")", "")
    )


def symbol_from_local_id(local: str) -> str:
    """Return the symbol that a local id was made from.

    >>> symbol_from_local_id("A-HRC-RES-S-25-1"), symbol_from_local_id("S-RES-1325-2000")
    ('A/HRC/RES/S-25/1', 'S/RES/1325(2000)')

    Raises:
        UsageProblem: the id is not one of a UN document.

    """
    body, endings = _ENDING.sub("", local), _ENDING.findall(local)
    for pattern, template in _GRAMMAR:
        match = pattern.fullmatch(body)
        if match:
            return "/".join([match.expand(template), *endings])
    raise UsageProblem(
        "is not the local id of a UN document",
        place=repr(local),
        fix="ids look like A-HRC-RES-20-8 or A-RES-68-167",
    )


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
