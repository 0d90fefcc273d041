"""Apache: a ``.htaccess`` for the root of the static site (mod_rewrite, mod_headers, mod_mime).

Also one for w3id.org: the folder that makes the identifiers lead to the site, wherever it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foc_graph.web.addresses import FORMATS
from foc_graph.web.headers import CSP
from foc_graph.web.hosting.rules import (
    ASKED,
    HEADERS,
    NO_PAGE,
    NOTE,
    NOTHING,
    OTHER_TYPES,
    SUFFIXES,
    accept_patterns,
    names_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.web.hosting.rules import HostedSite

_SUFFIX = "%{ENV:FOC_SUFFIX}"


def files(site: HostedSite) -> dict[str, str]:
    """Return the one file."""
    lines = [
        f"# {NOTE.format(host='apache')}",
        *_types(),
        "DirectoryIndex index.html",
        "ErrorDocument 404 " + f"{site.prefix}/404.html",
        "RewriteEngine On",
        f"RewriteBase {site.prefix}/",
        "",
        "# From a thing to its document (303).",
        *_identifiers(site),
        "",
        "# A path with a suffix is a file.",
        rf"RewriteRule \.(?:{SUFFIXES})$ - [L]",
        "",
        "# Which format: ?format= decides, else Accept.",
        *choice(),
        "",
        "# From a document to the file that suits.",
        "RewriteCond %{REQUEST_FILENAME}.html -f",
        "RewriteCond %{ENV:FOC_SUFFIX} =none",
        "RewriteRule ^ - [R=406,L]",
        "RewriteCond %{REQUEST_FILENAME}.html -f",
        f"RewriteRule ^(.+[^/])$ $1.{_SUFFIX} [L,E=FOC_LOCATION:%{{REQUEST_URI}}.{_SUFFIX}]",
        "",
        *_headers(),
    ]
    return {".htaccess": "\n".join(lines) + "\n"}


def _types() -> Iterator[str]:
    for form in FORMATS:
        yield f"AddType {form.media_type} {form.suffix}"
        if form.charset:
            yield f"AddCharset {form.charset} {form.suffix}"
    for suffix, media_type in OTHER_TYPES.items():
        yield f"AddType {media_type} .{suffix}"


def _identifiers(site: HostedSite) -> Iterator[str]:
    for behind, rule in zip(range(len(site.rules))[::-1], site.rules, strict=True):
        if rule.target is None:
            yield f"RewriteRule {rule.regex} - [S={behind}]"
        else:
            yield f"RewriteRule {rule.regex} {site.prefix}/{rule.target} [R=303,L,NE]"


def choice() -> Iterator[str]:
    """Set FOC_SUFFIX to what the client wants: a suffix without its dot, or ``none``."""
    unset = 'RewriteCond %{ENV:FOC_TYPE} =""'
    for suffix, names in ASKED.items():
        yield rf"RewriteCond %{{QUERY_STRING}} (?:^|&)format=\.?(?:{names})(?:&|$) [NC]"
        yield f"RewriteRule ^ - [E=FOC_SUFFIX:{suffix},E=FOC_TYPE:asked]"
    yield r"RewriteCond %{QUERY_STRING} (?:^|&)format="
    yield unset
    yield "RewriteRule ^ - [E=FOC_SUFFIX:none,E=FOC_TYPE:asked]"
    yield unset
    yield rf"RewriteCond %{{HTTP:Accept}} {NOTHING}"
    yield "RewriteRule ^ - [E=FOC_TYPE:*/*]"
    for pattern in accept_patterns():
        yield unset
        yield f'RewriteCond %{{HTTP:Accept}} "{pattern.regex}" [NC]'
        yield "RewriteRule ^ - [E=FOC_TYPE:%1]"
    yield from _meanings()


def _meanings() -> Iterator[str]:
    """From the range that was chosen to a suffix."""
    yield unset_rule("none", '=""')
    for form in FORMATS:
        yield unset_rule(form.suffix[1:], f"^(?:{names_of(form)})$ [NC]")
    yield "RewriteCond %{ENV:FOC_SUFFIX} =html"
    yield f'RewriteCond %{{HTTP:Accept}} "{NO_PAGE}" [NC]'
    yield "RewriteCond %{ENV:FOC_TYPE} !=asked"
    yield "RewriteRule ^ - [E=FOC_SUFFIX:ttl]"


def unset_rule(suffix: str, condition: str) -> str:
    """Return the two lines that set the suffix where the range meets a condition."""
    return f"RewriteCond %{{ENV:FOC_TYPE}} {condition}\nRewriteRule ^ - [E=FOC_SUFFIX:{suffix}]"


def _headers() -> Iterator[str]:
    for name, value in HEADERS.items():
        yield f'Header always set {name} "{value}"'
    yield f'Header always set Content-Security-Policy "{CSP}"'
    yield f'<FilesMatch "\\.(?:{SUFFIXES})$">'
    yield "  Header merge Vary Accept"
    yield "</FilesMatch>"
    yield 'Header set Content-Location "%{REDIRECT_FOC_LOCATION}e" env=REDIRECT_FOC_LOCATION'
    yield 'Header set Content-Location "%{FOC_LOCATION}e" env=FOC_LOCATION'
    yield 'Header always set Vary Accept "expr=%{REQUEST_STATUS} == 406"'


def w3id(site: HostedSite) -> dict[str, str]:
    """Return the folder for a pull request at github.com/perma-id/w3id.org."""
    folder = urlsplit(site.base).path.strip("/") or "graph"
    return {
        f"{folder}/.htaccess": "\n".join(_folder_rules(site)) + "\n",
        f"{folder}/README.md": _readme(site, folder),
    }


def _folder_rules(site: HostedSite) -> Iterator[str]:
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
