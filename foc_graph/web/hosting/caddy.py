"""Caddy: a snippet for a site block. Go's regular expressions; the order of routes counts."""

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
    accept_patterns,
    names_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.web.hosting.rules import HostedSite


def files(site: HostedSite) -> dict[str, str]:
    """Return the snippet; ``import foc-graph.caddy`` in a site block with a ``root``."""
    lines = [f"# {NOTE.format(host='caddy')}", *_choice(), *_routes(site), *_headers()]
    return {"foc-graph.caddy": "\n".join(lines) + "\n"}


def _choice() -> Iterator[str]:
    yield "map {header.Accept} {foc_range} {"
    yield f'  "~{NOTHING}" "*/*"'
    for pattern in accept_patterns():
        yield f'  "~(?i){pattern.regex}" "${{1}}"'
    yield "  default none"
    yield "}"
    yield "map {foc_range} {foc_meant} {"
    for form in FORMATS:
        yield f'  "~(?i)^(?:{names_of(form)})$" {form.suffix[1:]}'
    yield "  default none"
    yield "}"
    barred = NO_PAGE.replace("(?:^|,)", r"^html\|(?:.*,)?", 1)
    yield 'map "{foc_meant}|{header.Accept}" {foc_suffix} {'
    yield f'  "~(?i){barred}" ttl'
    yield "  default {foc_meant}"
    yield "}"
    yield "map {query.format} {foc_wanted} {"
    yield '  "~^$" {foc_suffix}'
    for suffix, names in ASKED.items():
        yield f'  "~(?i)^\\.?(?:{names})$" {suffix}'
    yield "  default none"
    yield "}"


def _routes(site: HostedSite) -> Iterator[str]:
    for number, rule in enumerate(site.rules):
        if rule.target is None:
            continue
        regex = rule.regex.replace("^", f"^{site.prefix}/", 1)
        others = [r.regex.replace("^", f"^{site.prefix}/", 1) for r in site.rules[:number]]
        target = rule.target
        for group in "123":
            target = target.replace(f"${group}", f"{{re.foc{number}.{group}}}")
        yield f"@foc{number} {{"
        yield f'  path_regexp foc{number} "{regex}"'
        # Redirects are not in the order in which they are written: each rule says what it is not.
        yield from (f'  not path_regexp "{other}"' for other in others)
        yield "}"
        yield f"redir @foc{number} {site.prefix}/{target} 303"
    yield "@foc_none {"
    yield '  expression `{foc_wanted} == "none"`'
    yield "  file {path}.html"
    yield "}"
    yield "error @foc_none 406"
    yield "try_files {path} {path}.{foc_wanted} {path}/index.html"
    yield "file_server"


def _headers() -> Iterator[str]:
    yield "header {"
    for name, value in HEADERS.items():
        yield f'  {name} "{value}"'
    yield f'  Content-Security-Policy "{CSP}"'
    yield "  +Vary Accept"
    yield "}"
    for form in FORMATS:
        yield f'header *{form.suffix} Content-Type "{form.content_type}"'
