"""Rules for other web servers, generated from the same tables that our own server uses.

A static site (``foc-graph publish --site``) carries every representation as a file. What a host
must add: from the identifier to the document (303), from the document to the file that suits
``Accept``, the right media types, and the right to read from other sites (docs/deployment.md).

>>> from foc_graph.web.hosting import HOSTS
>>> sorted(HOSTS)
['apache', 'caddy', 'cloudflare', 'netlify', 'nginx', 'w3id']
"""

from __future__ import annotations

from foc_graph.web.hosting.hosts import HOSTS, rules_for
from foc_graph.web.hosting.identifiers import RewriteRule, identifier_rules
from foc_graph.web.hosting.ranges import AcceptPattern, accept_patterns

__all__ = [
    "HOSTS",
    "AcceptPattern",
    "RewriteRule",
    "accept_patterns",
    "identifier_rules",
    "rules_for",
]
