"""The representations of a document: one line a format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentFormat:
    """One representation of a document.

    ``suffix`` has its dot. ``media_type`` is registered with IANA. ``aliases`` are what some
    clients say when they mean it; they are heard where nothing else fits, and answered with
    ``media_type``.
    """

    name: str
    suffix: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()
    charset: str | None = "utf-8"

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``. RDF/XML, JSON-LD and N-Triples say their own encoding."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


#: In the order of preference, where a client leaves the choice to us.
FORMATS: tuple[DocumentFormat, ...] = (
    DocumentFormat("html", ".html", "text/html", "Web page", ("application/xhtml+xml",)),
    DocumentFormat(
        "turtle", ".ttl", "text/turtle", "Turtle",
        ("application/x-turtle", "text/n3", "text/rdf+n3"),
    ),
    DocumentFormat(
        "jsonld", ".jsonld", "application/ld+json", "JSON-LD",
        ("application/json",), charset=None,
    ),
    DocumentFormat(
        "rdfxml", ".rdf", "application/rdf+xml", "RDF/XML",
        ("application/xml", "text/xml"), charset=None,
    ),
    DocumentFormat(
        "ntriples", ".nt", "application/n-triples", "N-Triples",
        ("text/plain",), charset=None,
    ),
    DocumentFormat(
        "trig", ".trig", "application/trig", "TriG",
        ("application/x-trig",), charset=None,
    ),
    DocumentFormat("csv", ".csv", "text/csv", "CSV"),
)  # fmt: skip

HTML = FORMATS[0]

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
