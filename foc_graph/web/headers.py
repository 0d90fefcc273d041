"""Headers of responses: what is in them, who may read them, where the other formats are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.addresses import HTML

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.web.addresses import Document, DocumentFormat

Headers = list[tuple[bytes, bytes]]

#: Content Security Policy, level 3: nothing from elsewhere, no script or style within a page.
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

METHODS = "GET, HEAD, OPTIONS"

#: On every response: open data, read from anywhere; nothing is guessed, framed or passed on.
ALWAYS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Content-Location, ETag, Last-Modified, Link, Location, Retry-After, X-Total-Count",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-foc-graph", b"server"),  # how a page knows that it is not on a plain file host
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"content-security-policy", CSP.encode()),
]

#: Long enough for a visit, short enough for a correction; then the tag is compared.
FRESH = "public, max-age=300, must-revalidate"
#: What has an address of its own for each version (RFC 8246).
LASTING = "public, max-age=31536000, immutable"
#: Redirects and refusals: as long as the documents behind them.
BRIEF = "public, max-age=60"


def preflight(methods: str) -> list[tuple[str, str]]:
    """Return the headers of an answer to ``OPTIONS`` (Fetch standard, CORS preflight)."""
    return [
        ("Allow", methods),
        ("Access-Control-Allow-Methods", methods),
        ("Access-Control-Allow-Headers", "*"),  # nothing here depends on who asks
        ("Access-Control-Max-Age", "86400"),
    ]


def header_safe(iri: str) -> str:
    """Return an IRI as a URI of plain characters that cannot end a header or a link."""
    from urllib.parse import quote

    return quote(iri, safe="%/:@!$&'()*+;=-._~?#[],")


def encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return headers as ASGI sends them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def representation(
    document: Document, form: DocumentFormat, *, negotiated: bool, prefix: str
) -> list[tuple[str, str]]:
    """Return what says which representation this is."""
    found = [("Content-Type", form.content_type), ("Cache-Control", FRESH)]
    if negotiated:
        found.append(("Vary", "Accept, Accept-Encoding"))
        found.append(("Content-Location", f"{prefix}{document.path}{form.suffix}"))
    else:
        found.append(("Vary", "Accept-Encoding"))
    if form != HTML:
        name = document.path.rpartition("/")[2]
        found.append(("Content-Disposition", f'inline; filename="{name}{form.suffix}"'))
    return found
