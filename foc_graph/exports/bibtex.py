"""BibTeX: every text, for LaTeX and reference managers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foc_graph.exports.common import SingleFile
from foc_graph.exports.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibtexparser.model import Entry, Field
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    from foc_graph.dataset.content import Content
    from foc_graph.exports.references import Reference

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
