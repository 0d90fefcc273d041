"""The formats of a document, and which of them a client gets: RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from functools import lru_cache

import mimeparse

from foc_graph.rdf.formats import JSON_LD, N_TRIPLES, RDF_XML, TRIG, TURTLE, DocumentFormat

__all__ = ["CSV", "FORMATS", "HTML", "DocumentFormat", "find_format", "split_suffix"]

HTML = DocumentFormat("html", ".html", "text/html", "Web page", ("application/xhtml+xml",))
CSV = DocumentFormat("csv", ".csv", "text/csv", "CSV")

#: In the order of preference, where a client leaves the choice to us.
FORMATS: tuple[DocumentFormat, ...] = (HTML, TURTLE, JSON_LD, RDF_XML, N_TRIPLES, TRIG, CSV)

_BY_SUFFIX = {form.suffix: form for form in FORMATS}


def find_format(name: str) -> DocumentFormat | None:
    """Return the format that ``?format=`` names; None if none."""
    return next((form for form in FORMATS if form.is_called(name)), None)


def split_suffix(path: str) -> tuple[str, DocumentFormat | None]:
    """``/doc/X.ttl`` -> ``/doc/X`` and Turtle; without a known suffix, the path and None."""
    stem, dot, suffix = path.rpartition(".")
    form = _BY_SUFFIX.get(f".{suffix}") if dot else None
    return (stem, form) if form and not stem.endswith("/") else (path, None)


#: One media range as the library takes it apart.
Range = tuple[str, str, dict[str, str]]

#: Longer headers and lists are cut: no client needs them, and each range costs time.
LONGEST = 4096
MOST = 64

#: A comma that is not within a quoted string (RFC 9110, section 5.6.4).
_COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*\Z)')


@lru_cache(maxsize=1024)
def choose(
    accept: str | None, available: tuple[DocumentFormat, ...] = FORMATS
) -> DocumentFormat | None:
    """Return the format that suits an ``Accept`` header best; None where none does (406).

    - The most specific range that matches a type decides its quality; ``q=0`` excludes it.
    - Where only a wildcard matches, a name that some clients use for the format (``aliases``)
      counts: ``text/plain, */*;q=0.1`` is how rdflib asks for N-Triples.
    - Of equal ones, a type that was named goes before one that a wildcard lets in. Of those named,
      data go before the page: a browser never names them. Of the others, the page comes first.
    - No header, an empty one, or one of which nothing can be read: the first of ``available``.
    """
    ranges = parse(accept)
    if not ranges:
        return available[0] if available else None
    named = {f"{kind}/{subtype}": float(rest["q"]) for kind, subtype, rest in reversed(ranges)}
    ranked = [
        (rank, place)
        for place, form in enumerate(available)
        if (rank := _rank(form, ranges, named))
    ]
    return available[min(ranked)[1]] if ranked else None


def parse(accept: str | None) -> tuple[Range, ...]:
    """Return the media ranges of a header; those that cannot be read are left out."""
    if not accept:
        return ()
    parts = _COMMA.split(accept[:LONGEST].lower())[:MOST]
    return tuple(found for part in parts if (found := _range(part)))


def _range(text: str) -> Range | None:
    try:
        found: Range = mimeparse.parse_media_range(text.strip())
    except (mimeparse.MimeTypeParseException, ValueError):
        return None
    kind, subtype, _ = found
    # "*/turtle" is not a media range.
    return found if kind and subtype and (kind != "*" or subtype == "*") else None


#: What the library gives a range with type and subtype; one with a wildcard gets less.
_NAMED = 110


def _rank(
    form: DocumentFormat, ranges: tuple[Range, ...], named: dict[str, float]
) -> tuple[float, bool, bool] | None:
    """Return a sort key, the best first; None where the format is not acceptable."""
    quality, fitness = mimeparse.quality_and_fitness_parsed(form.media_type, ranges)
    is_named = fitness >= _NAMED
    if not is_named:
        meant = [named[alias] for alias in form.aliases if named.get(alias, 0) > 0]
        quality, is_named = (max(meant), True) if meant else (quality, False)
    if quality <= 0:
        return None
    return -quality, not is_named, (form == HTML) if is_named else (form != HTML)
