"""Connections to a store, with who may write."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, assert_never

import httpx

if TYPE_CHECKING:
    from foc_graph.queries.credentials import Credentials


def connected(credentials: Credentials, timeout: float) -> httpx.Client:
    """Return a client that keeps its connections; ``timeout`` in seconds.

    A redirect is not followed: it could lead to another host. The machine says which authorities
    it trusts (``SSL_CERT_FILE``), as it does for queries.
    """
    auth: httpx.Auth | None = None
    headers = {"User-Agent": "foc-graph"}
    match credentials.auth:
        case "basic":
            auth = httpx.BasicAuth(credentials.user, credentials.secret)
        case "digest":
            auth = httpx.DigestAuth(credentials.user, credentials.secret)
        case "bearer":
            headers["Authorization"] = f"Bearer {credentials.secret}"
        case "none":
            pass
        case _:
            assert_never(credentials.auth)
    return httpx.Client(
        auth=auth, headers=headers, timeout=timeout, trust_env=False,
        verify=ssl.create_default_context(),
    )  # fmt: skip
