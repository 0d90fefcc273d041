"""Every text as a reference: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from foc_graph.exports.common import SingleFile
from foc_graph.exports.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibtexparser.model import Entry, Field
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    from foc_graph.dataset.content import Content
    from foc_graph.exports.references import Reference


class Csl(SingleFile):
    """Citation Style Language 1.0.2, input data (schema ``csl-data.json``)."""

    name = "csl"
    title = "CSL-JSON"
    file_name = "foc-graph.csl.json"
    media_type = "application/vnd.citationstyles.csl+json"
    purpose = "References to every text, for Pandoc, Zotero and citeproc: ten thousand styles."
    load = "pandoc --citeproc --bibliography foc-graph.csl.json paper.md"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        items = [_item(reference) for reference in references(content)]
        return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _item(reference: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.style.csl,
        "title": reference.title,
        "author": [{"literal": reference.author}] if reference.author else [],
        "authority": reference.author if reference.style.csl == "legal_case" else "",
        "number": reference.symbol,
        "genre": reference.kind,
        "event-place": reference.place,
        "issued": {"date-parts": [list(reference.date)]} if reference.date else {},
        "URL": reference.url,
        "language": "en",
    }
    return {name: value for name, value in item.items() if value}


#: Macros that every style defines and translates.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibTex(SingleFile):
    """BibTeX, written by bibtexparser, texts escaped by pylatexenc."""

    name = "bibtex"
    title = "BibTeX"
    file_name = "foc-graph.bib"
    media_type = "application/x-bibtex"
    registered = False
    purpose = "References to every text, for LaTeX, JabRef and Zotero."
    load = r"\bibliography{foc-graph}"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return to_bibtex(references(content)).encode()


def to_bibtex(found: Iterable[Reference], *, place: str = "") -> str:
    """Return references as BibTeX; ``place`` is the paragraph that is meant, for the note."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.writer import BibtexFormat

    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.trailing_comma = "  ", True
    library = Library([_entry(reference, place) for reference in found])
    return write_string(library, bibtex_format=layout)


def _entry(reference: Reference, place: str) -> Entry:
    from bibtexparser.model import Entry

    return Entry(reference.style.bibtex, reference.key, list(_fields(reference, place)))


def _fields(reference: Reference, place: str) -> Iterator[Field]:
    from bibtexparser.model import Field

    # A second pair of braces: a body is no person, and "Internet" keeps its capital.
    for name, text in (("author", reference.author), ("title", reference.title)):
        if text:
            yield Field(name, f"{{{_escape(text)}}}")
    for name, text in _texts(reference).items():
        if text:
            yield Field(name, _escape(text))
    if reference.month:
        yield Field("month", _MONTHS[reference.month - 1], enclosing="no-enclosing")
    if reference.url:
        yield Field("url", reference.url)
    if place:
        yield Field("note", _escape(place))


def _texts(reference: Reference) -> dict[str, str]:
    if reference.style.bibtex == "techreport":
        how = {"institution": reference.author, "type": reference.kind, "number": reference.symbol}
    else:
        how = {"howpublished": ", ".join(filter(None, (reference.kind, reference.symbol)))}
    return how | {"address": reference.place, "year": str(reference.year or "")}


def _escape(text: str) -> str:
    return str(_encoder().unicode_to_latex(text))


@cache
def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)


class Ris(SingleFile):
    """RIS (Research Information Systems, 2001 and 2011 specifications).

    Written here: the format is one line a field. rispy's writer numbers the records and joins URLs,
    which the format does not have; the tests read the result back with it.
    """

    name = "ris"
    title = "RIS"
    file_name = "foc-graph.ris"
    media_type = "application/x-research-info-systems"
    registered = False
    purpose = "References to every text, for EndNote, Mendeley, Citavi and Zotero."
    load = "File > Import"

    def render(self, content: Content) -> bytes:
        """Make the file; lines end with CR LF, as the specification says."""
        return to_ris(references(content)).encode()


def to_ris(found: Iterable[Reference], *, place: str = "") -> str:
    """Return references as RIS; ``place`` is the paragraph that is meant."""
    lines = (line for reference in found for line in _record(reference, place))
    return "".join(f"{line}\r\n" for line in lines)


def _record(reference: Reference, place: str) -> Iterator[str]:
    for tag, value in (*_ris_fields(reference), ("SE", place)):
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "
    yield ""


def _ris_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", reference.style.ris
    yield "ID", reference.key
    yield "TI", reference.title
    # Programs read "A, B" as family name and given name: such a body is in PB alone.
    yield "AU", reference.author if "," not in reference.author else ""
    yield "PY", str(reference.year or "")
    yield "DA", _date(reference.date)
    yield "PB", reference.author
    yield "SN", reference.symbol
    yield "M3", reference.kind
    yield "CY", reference.place
    yield "UR", reference.url
    yield "LA", "en"


def _date(date: tuple[int, ...]) -> str:
    """``YYYY/MM/DD/``; parts that are not known are empty and their slashes stay."""
    parts = [f"{part:02}" for part in date] + [""] * (4 - len(date))
    return "/".join(parts) if date else ""
