"""In which formats an answer can be had, and which one a client is given.

SPARQL 1.1 Protocol, section 2.1.6; the first of each table is what a client without wishes gets.
"""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from foc_graph.rdf.formats import TRIG, DocumentFormat, RdfFormat
from foc_graph.web.addresses.negotiation import CSV as DOCUMENT_CSV
from foc_graph.web.addresses.negotiation import FORMATS as DOCUMENT_FORMATS
from foc_graph.web.addresses.negotiation import choose

JSON = DocumentFormat(
    "json", ".json", "application/sparql-results+json", "SPARQL JSON",
    ("application/json", "application/x-sparql-results+json"), charset=None,
    nicknames=("srj", "sparql-results+json"),
)  # fmt: skip
XML = DocumentFormat(
    "xml", ".xml", "application/sparql-results+xml", "SPARQL XML",
    ("application/xml", "text/xml"), charset=None, nicknames=("srx", "sparql-results+xml"),
)  # fmt: skip
CSV = replace(DOCUMENT_CSV, aliases=("text/plain",))
TSV = DocumentFormat("tsv", ".tsv", "text/tab-separated-values", "TSV")

#: Format of rows -> how the engine writes it.
ROWS = {
    JSON: ox.QueryResultsFormat.JSON,
    XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}

#: Format of triples, which name no graphs -> how the engine writes it.
TRIPLES: dict[DocumentFormat, ox.RdfFormat] = {
    form: form.syntax for form in DOCUMENT_FORMATS if isinstance(form, RdfFormat) and form != TRIG
}


class NoResultFormat(Exception):
    """No format of the answer is one that the client takes; the message names those there are."""


def short(form: DocumentFormat) -> str:
    """Return what ``?format=`` calls a format: its suffix without the dot."""
    return form.suffix.removeprefix(".")


def choose_format(
    formats: tuple[DocumentFormat, ...], accept: str, wishes: tuple[str, ...]
) -> DocumentFormat:
    """Return the first format that the parameters of a request name, else one by ``Accept``.

    Clients name formats that do not fit the query: SPARQLWrapper asks for ``xml`` whatever it asks.

    Raises:
        NoResultFormat: there is no such format for this kind of result.

    """
    wished = (form for wish in wishes for form in formats if form.is_called(wish))
    found = next(wished, None) or choose(accept, formats)
    if found is None:
        known = ", ".join(f"{short(form)} ({form.media_type})" for form in formats)
        raise NoResultFormat(f"this result can be had as {known} - ask for one of these")
    return found
