"""Apache: a ``.htaccess`` for the root of the static site (mod_rewrite, mod_headers, mod_mime)."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    for rule in site.rules:
        if rule.target is None:
            yield f"RewriteRule {rule.regex} - [S={_following(site, rule)}]"
        else:
            yield f"RewriteRule {rule.regex} {site.prefix}/{rule.target} [R=303,L,NE]"


def _following(site: HostedSite, rule: object) -> int:
    """How many rules come behind this one."""
    return len(site.rules) - 1 - next(i for i, other in enumerate(site.rules) if other is rule)


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
    page_barred = "RewriteCond %{ENV:FOC_SUFFIX} =html"
    yield page_barred
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
