"""nginx: one file with maps for the ``http`` block, one with locations for the ``server`` block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.addresses import FORMATS
from foc_graph.web.headers import CSP
from foc_graph.web.hosting.rules import (
    ASKED,
    HEADERS,
    NAMED,
    NO_PAGE,
    NOTE,
    NOTHING,
    OTHER_TYPES,
    WILDCARDS,
    accept_patterns,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.web.hosting.rules import HostedSite


def files(site: HostedSite) -> dict[str, str]:
    """Return the two files."""
    note = f"# {NOTE.format(host='nginx')}"
    return {
        "foc-graph-maps.conf": "\n".join([note, *_maps()]) + "\n",
        "foc-graph-locations.conf": "\n".join([note, *_locations(site)]) + "\n",
    }


def _maps() -> Iterator[str]:
    yield "# The media range that decides; the first pattern that matches wins."
    yield "map $http_accept $foc_range {"
    yield "  default none;"
    yield '  "" "*/*";'
    yield f'  "~{NOTHING}" "*/*";'
    for number, pattern in enumerate(accept_patterns()):
        # A group of the same name in two patterns of one map is one variable too few.
        yield f'  "~*{_named(pattern.regex, number)}" $foc_{number};'
    yield "}"
    yield "map $foc_range $foc_meant {"
    yield "  default none;"
    for name, form in (NAMED | WILDCARDS).items():
        yield f'  "{name}" {form.suffix[1:]};'
    yield "}"
    yield 'map "$foc_meant|$http_accept" $foc_suffix {'
    yield "  default $foc_meant;"
    barred = NO_PAGE.replace("(?:^|,)", r"^html\|(?:.*,)?", 1)
    yield f'  "~*{barred}" ttl;'
    yield "}"
    yield "map $arg_format $foc_wanted {"
    yield "  default none;"
    yield '  "" $foc_suffix;'
    for suffix, names in ASKED.items():
        yield f'  "~*^\\.?(?:{names})$" {suffix};'
    yield "}"
    # Files that are no representation of a document do not depend on Accept.
    yield "map $uri $foc_vary {"
    yield '  default "";'
    yield f'  "~\\.(?:{"|".join(form.suffix[1:] for form in FORMATS)})$" Accept;'
    yield "}"


def _named(regex: str, number: int) -> str:
    """Name the first group that captures."""
    start = regex.index(r"\s*(") + len(r"\s*")
    return f"{regex[:start]}(?<foc_{number}>{regex[start + 1 :]}"


def _locations(site: HostedSite) -> Iterator[str]:
    p = site.prefix
    yield "charset utf-8;"
    yield "charset_types text/turtle text/csv text/css text/javascript text/plain;"
    yield "types {"
    for form in FORMATS:
        yield f"  {form.media_type} {form.suffix[1:]};"
    for suffix, media_type in (OTHER_TYPES | _USUAL).items():
        yield f"  {media_type} {suffix};"
    yield "}"
    yield f"error_page 404 {p}/404.html;"
    for name, value in HEADERS.items():
        yield f'add_header {name} "{value}" always;'
    yield f'add_header Content-Security-Policy "{CSP}" always;'
    yield "add_header Vary $foc_vary always;"
    yield "add_header Content-Location $uri;"
    yield "# From a thing to its document."
    for rule in site.rules:
        regex = rule.regex.replace("^", f"^{p}/", 1)
        if rule.target is None:
            yield f'location ~ "{regex}" {{ try_files $uri $uri.$foc_wanted @foc_none; }}'
        else:
            yield f'location ~ "{regex}" {{ return 303 "{p}/{rule.target}"; }}'
    yield "# From a document to the file that suits."
    yield f"location {p}/ {{ try_files $uri $uri.$foc_wanted @foc_none; }}"
    yield f'location ~ "^{p}/(?:.*/)?$" {{ try_files "${{uri}}index.html" =404; }}'
    yield "location @foc_none {"
    yield "  if (-f $document_root$uri.html) { return 406; }"
    yield "  return 404;"
    yield "}"


_USUAL = {"css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
          "json": "application/json", "svg": "image/svg+xml", "xml": "application/xml",
          "txt": "text/plain", "gz": "application/gzip"}  # fmt: skip
