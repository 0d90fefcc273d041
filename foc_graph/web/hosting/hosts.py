"""The hosts that rules are made for: one file a host, one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.web.hosting import apache, caddy, functions, nginx, w3id
from foc_graph.web.hosting.identifiers import identifier_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.web.addresses import Addresses
    from foc_graph.web.hosting.site import HostedSite

#: Name -> what makes its files: path -> text.
HOSTS: dict[str, Callable[[HostedSite], dict[str, str]]] = {
    "apache": apache.files,
    "nginx": nginx.files,
    "caddy": caddy.files,
    "netlify": functions.netlify,
    "cloudflare": functions.cloudflare,
    "w3id": w3id.files,
}


def rules_for(host: str, addresses: Addresses, *, url: str, title: str) -> dict[str, str]:
    """Return the files that a host needs: path from the root of the site -> text.

    Raises:
        UsageProblem: no rules are made for that host.

    """
    from foc_graph.web.hosting.site import HostedSite

    if host not in HOSTS:
        raise UsageProblem("no such host", place=host, fix=f"choose from {', '.join(HOSTS)}")
    site = HostedSite(url.rstrip("/"), title, addresses.base, identifier_rules(addresses))
    return HOSTS[host](site)
