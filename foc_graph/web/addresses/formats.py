"""The formats in which a document can be had, by suffix, name or media type."""

from __future__ import annotations

from foc_graph.rdf.formats import (
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    DocumentFormat,
)

__all__ = ["CSV", "FORMATS", "HTML", "DocumentFormat", "find_format", "split_suffix"]

HTML = DocumentFormat("html", ".html", "text/html", "Web page", ("application/xhtml+xml",))
CSV = DocumentFormat("csv", ".csv", "text/csv", "CSV")

#: In the order of preference, where a client leaves the choice to us.
FORMATS: tuple[DocumentFormat, ...] = (HTML, TURTLE, JSON_LD, RDF_XML, N_TRIPLES, TRIG, CSV)

#: What ``?format=`` may say -> the format: suffix, name or media type.
_BY_NAME = {
    name: form for form in FORMATS for name in (form.suffix[1:], form.name, form.media_type)
}

_BY_SUFFIX = {form.suffix: form for form in FORMATS}


def find_format(name: str) -> DocumentFormat | None:
    """Return the format that ``?format=`` names by suffix, name or media type; None if none.

    A ``+`` in a query string is read as a blank by servers: ``application/ld json`` is heard too.
    """
    return _BY_NAME.get(name.partition(";")[0].strip().lower().replace(" ", "+").lstrip("."))


def split_suffix(path: str) -> tuple[str, DocumentFormat | None]:
    """``/doc/X.ttl`` -> ``/doc/X`` and Turtle; without a known suffix, the path and None."""
    stem, dot, suffix = path.rpartition(".")
    form = _BY_SUFFIX.get(f".{suffix}") if dot else None
    return (stem, form) if form and not stem.endswith("/") else (path, None)
