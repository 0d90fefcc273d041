"""Where each thing of a dataset is found on the web: IRI -> document, path -> representation.

Pure: nothing here opens a socket. The server, the static site and the rules for other web servers
all take their addresses from here (docs/negotiation.md).

>>> addresses = Addresses(dataset)  # doctest: +SKIP
>>> addresses.link(iri, from_path="doc/A-HRC-RES-20-8.html")  # doctest: +SKIP
'../state/EST.html'
"""

from __future__ import annotations

from foc_graph.web.addresses.addresses import Addresses
from foc_graph.web.addresses.answers import (
    Answer,
    NotAcceptable,
    NotFound,
    Redirect,
    Represent,
    resolve,
)
from foc_graph.web.addresses.documents import Document
from foc_graph.web.addresses.negotiation import FORMATS, HTML, DocumentFormat, choose, find_format
from foc_graph.web.addresses.paths import relative_link

__all__ = [
    "FORMATS",
    "HTML",
    "Addresses",
    "Answer",
    "Document",
    "DocumentFormat",
    "NotAcceptable",
    "NotFound",
    "Redirect",
    "Represent",
    "choose",
    "find_format",
    "relative_link",
    "resolve",
]
