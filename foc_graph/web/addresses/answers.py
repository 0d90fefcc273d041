"""What a request for a path is answered with, before anything is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.web.addresses.negotiation import (
    FORMATS,
    DocumentFormat,
    choose,
    find_format,
    split_suffix,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.web.addresses.addresses import Addresses
    from foc_graph.web.addresses.documents import Document


@dataclass(frozen=True)
class Redirect:
    """Look there. 303 from a thing to its document (RFC 9110, 15.4.4), 308 to the same document."""

    location: str
    status: int = 303


@dataclass(frozen=True)
class Represent:
    """A document in a format; ``negotiated`` where the path left the choice open."""

    document: Document
    form: DocumentFormat
    negotiated: bool


@dataclass(frozen=True)
class NotFound:
    """No document and no identifier has that path."""


@dataclass(frozen=True)
class NotAcceptable:
    """The document is there, in none of the formats that the client takes (406)."""

    document: Document
    available: tuple[DocumentFormat, ...]
    asked: str


Answer = Redirect | Represent | NotFound | NotAcceptable


def resolve(
    addresses: Addresses, path: str, query: Mapping[str, str], accept: str | None
) -> Answer:
    """Answer a request for ``path`` (percent-encoded, from the root of the site).

    A suffix decides the format, else ``?format=``, else ``Accept``.
    """
    stem, form = split_suffix(path)
    document = addresses.by_path(stem) if form else None
    if document and form:
        return Represent(document, form, negotiated=False)
    document = addresses.by_path(path)
    if document:
        return _represent(document, query, accept)
    return _identifier(addresses, path, query)


def _represent(document: Document, query: Mapping[str, str], accept: str | None) -> Answer:
    wanted = query.get("format")
    if wanted is not None:
        form = find_format(wanted)
        if form:
            return Represent(document, form, negotiated=False)
        return NotAcceptable(document, FORMATS, wanted)
    form = choose(accept, FORMATS)
    if form is None:
        return NotAcceptable(document, FORMATS, accept or "")
    return Represent(document, form, negotiated=True)


def _identifier(addresses: Addresses, path: str, query: Mapping[str, str]) -> Answer:
    place = addresses.by_identifier(path)
    form = find_format(query["format"]) if "format" in query else None
    if place is None:
        stem, form = split_suffix(path)
        place = addresses.by_identifier(stem) if form else None
    if place:
        document, anchor = place
        suffix = form.suffix if form else ""
        fragment = f"#{anchor}" if anchor else ""
        return Redirect(f"{document.path}{suffix}{fragment}")
    if path.endswith("/") and addresses.by_path(path.rstrip("/")):
        return Redirect(path.rstrip("/"), status=308)
    return NotFound()
