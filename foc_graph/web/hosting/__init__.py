"""Rules for other web servers, generated from the same tables that our own server uses.

A static site (``foc-graph publish --site``) carries every representation as a file. What a host
must add: from the identifier to the document (303), from the document to the file that suits
``Accept``, the right media types, and the right to read from other sites (docs/deployment.md).

>>> from foc_graph.web.hosting import HOSTS
>>> sorted(HOSTS)
['apache', 'caddy', 'cloudflare', 'netlify', 'nginx', 'w3id']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.web.hosting import apache, caddy, functions, nginx
from foc_graph.web.hosting.rules import HostedSite, identifier_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.web.addresses import Addresses

__all__ = ["HOSTS", "identifier_rules", "rules_for"]

#: Name of a host, a module each -> what makes its files: path -> text.
HOSTS: dict[str, Callable[[HostedSite], dict[str, str]]] = {
    "apache": apache.files,
    "nginx": nginx.files,
    "caddy": caddy.files,
    "netlify": functions.netlify,
    "cloudflare": functions.cloudflare,
    "w3id": apache.w3id,
}


def rules_for(host: str, addresses: Addresses, *, url: str, title: str) -> dict[str, str]:
    """Return the files that a host needs: path from the root of the site -> text.

    Raises:
        UsageProblem: no rules are made for that host.

    """
    if host not in HOSTS:
        raise UsageProblem("no such host", place=host, fix=f"choose from {', '.join(HOSTS)}")
    site = HostedSite(url.rstrip("/"), title, addresses.base, identifier_rules(addresses))
    return HOSTS[host](site)
