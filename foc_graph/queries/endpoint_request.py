"""A request of SPARQLWrapper that keeps a secret to the host that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SPARQLWrapper import SPARQLWrapper

if TYPE_CHECKING:
    import urllib.request


class EndpointRequest(SPARQLWrapper):
    """SPARQLWrapper, but for ``Authorization``: urllib would send it on after a redirect."""

    def _createRequest(self) -> urllib.request.Request:  # noqa: N802 - the library's name
        request: urllib.request.Request = super()._createRequest()
        if secret := request.headers.pop("Authorization", None):
            request.add_unredirected_header("Authorization", secret)
        return request
