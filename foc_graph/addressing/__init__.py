"""Where each thing of a dataset is found on the web: IRI -> document, path -> representation.

Pure: nothing here opens a socket. The server, the static site and the rules for other web servers
all take their addresses from here (docs/negotiation.md).

>>> addresses = Addresses(dataset)  # doctest: +SKIP
>>> addresses.link(iri, from_path="doc/A-HRC-RES-20-8.html")  # doctest: +SKIP
'../state/EST.html'
"""

from __future__ import annotations

from foc_graph.addressing.addresses import Addresses
from foc_graph.addressing.answers import (
    Answer,
    NotAcceptable,
    NotFound,
    Redirect,
    Represent,
    resolve,
)
from foc_graph.addressing.documents import Document
from foc_graph.addressing.formats import FORMATS, HTML, Format, find_format
from foc_graph.addressing.negotiation import choose
from foc_graph.addressing.paths import RESERVED, relative_link

__all__ = [
    "FORMATS",
    "HTML",
    "RESERVED",
    "Addresses",
    "Answer",
    "Document",
    "Format",
    "NotAcceptable",
    "NotFound",
    "Redirect",
    "Represent",
    "choose",
    "find_format",
    "relative_link",
    "resolve",
]
