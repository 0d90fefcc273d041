"""A request of SPARQLWrapper that keeps a secret to its host and says that its text is UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SPARQLWrapper import SPARQLWrapper

if TYPE_CHECKING:
    import urllib.request

SPARQL_UPDATE = "application/sparql-update"


class EndpointRequest(SPARQLWrapper):
    """SPARQLWrapper, but for two headers.

    ``Authorization`` urllib would send on after a redirect; and servlets (RDF4J) take an update for
    ISO 8859-1 where ``Content-Type`` names no character set.
    """

    def _createRequest(self) -> urllib.request.Request:  # noqa: N802 - the library's name
        request: urllib.request.Request = super()._createRequest()
        if secret := request.headers.pop("Authorization", None):
            request.add_unredirected_header("Authorization", secret)
        if request.headers.get("Content-type") == SPARQL_UPDATE:
            request.add_header("Content-Type", f"{SPARQL_UPDATE}; charset=utf-8")
        return request
