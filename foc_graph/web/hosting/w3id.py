"""w3id.org: the folder that makes the identifiers lead to the site, wherever it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foc_graph.web.hosting.apache import choice
from foc_graph.web.hosting.rules import NOTE, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.web.hosting.rules import HostedSite


def files(site: HostedSite) -> dict[str, str]:
    """Return the folder for a pull request at github.com/perma-id/w3id.org."""
    folder = urlsplit(site.base).path.strip("/") or "graph"
    return {
        f"{folder}/.htaccess": "\n".join(_rules(site)) + "\n",
        f"{folder}/README.md": _readme(site, folder),
    }


def _rules(site: HostedSite) -> Iterator[str]:
    """The site may be on a host that does not negotiate: the choice is made here."""
    yield f"# {NOTE.format(host='w3id')}"
    yield "Options +FollowSymLinks"
    yield "RewriteEngine On"
    yield 'Header always set Access-Control-Allow-Origin "*"'
    yield "Header always append Vary Accept"
    yield ""
    yield "# The home page, files, and what the site answers by itself."
    yield f"RewriteRule ^$ {site.url}/ [R=302,L]"
    plain = f"{SUFFIXES}|xml|txt|atom|json|css|js|svg|gz|nq|xlsx"
    yield rf"RewriteRule ^(.+\.(?:{plain}))$ {site.url}/$1 [R=302,L,NE]"
    doors = r"\.well-known|assets|dist|api|sparql|search|query|browse|healthz|metrics"
    yield rf"RewriteRule ^((?:{doors})(?:/.*)?)$ {site.url}/$1 [R=302,L,NE]"
    yield "# Which format: ?format= decides, else Accept."
    yield from choice()
    yield ""
    yield "RewriteCond %{ENV:FOC_SUFFIX} =none"
    yield "RewriteRule ^ - [R=406,L]"
    yield "# From a thing to its document, in that format; the page takes the reader to the place."
    for rule in site.rules:
        if rule.target is not None:
            yield from _redirect(site, rule.regex, rule.target)
    yield "# Documents, the ontology, graphs."
    yield f"RewriteRule ^(.+[^/])$ {site.url}/$1.%{{ENV:FOC_SUFFIX}} [R=303,L,NE,QSD]"
    yield f"RewriteRule ^(.*)$ {site.url}/$1 [R=302,L,NE]"


def _redirect(site: HostedSite, regex: str, target: str) -> Iterator[str]:
    path, hash_sign, anchor = target.partition("#")
    end = f"{hash_sign}{anchor}"
    yield f"RewriteRule {regex} {site.url}/{path}.%{{ENV:FOC_SUFFIX}}{end} [R=303,L,NE,QSD]"


def _readme(site: HostedSite, folder: str) -> str:
    return f"""\
# /{folder}

Permanent identifiers of *{site.title}*: {site.base}

- Site: {site.url}/
- Identifiers (`{site.base}id/…`) lead to the document that describes the thing (303), in the
  format that `Accept` asks for: HTML, Turtle, JSON-LD, RDF/XML, N-Triples, TriG, CSV.
- The ontology is at `{site.base}ns`, the shapes at `{site.base}shapes`.

Contact: the maintainers, through the issues of the repository that {site.url}/about.html names.

`.htaccess` is generated (`foc-graph hosting w3id`) and tested there against what real clients send.
"""
