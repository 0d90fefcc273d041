"""Paths of documents: URL path and file name in one, so that server and static site agree."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import quote

from foc_graph.web.addresses.negotiation import FORMATS

#: First segments that pages and machines' doors take. A class of that name keeps its ``id/``.
RESERVED = frozenset(  # a list of words reads better without the quotes
    """id ns shapes graph data dataset term browse query search sparql api assets dist feed changes
    members lineage sponsors timeline about index .well-known healthz metrics other sitemap robots
    404""".split()  # noqa: SIM905
)

#: Bytes of one segment: file systems take 255, and suffixes (``.jsonld.gz``) come behind.
LONGEST_SEGMENT = 200

_PLAIN = re.compile(rb"[A-Za-z0-9._-]")
_UNRESERVED = re.compile(r"%(2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)")
_SUFFIXES = tuple(form.suffix for form in FORMATS)


def safe_path(local: str) -> str:
    """Return the path of what has this name: the same, where it is plain.

    Every other byte becomes ``~`` and two digits, so that no name leaves its folder, collides with
    another, or needs escapes of a URL (RFC 3986, section 2.3).

    >>> safe_path("doc/A-HRC-RES-20-8"), safe_path("../café.ttl")
    ('/doc/A-HRC-RES-20-8', '/~2E./caf~C3~A9~2Ettl')
    """
    segments = [_safe_segment(segment) for segment in local.split("/")]
    segments[-1] = _without_suffix(segments[-1])
    return "/" + "/".join(segments)


def _safe_segment(segment: str) -> str:
    data = segment.encode("utf-8", "surrogatepass")
    if not data:
        return "~"
    text = "".join(chr(byte) if _PLAIN.match(bytes((byte,))) else f"~{byte:02X}" for byte in data)
    if text.startswith("."):
        text = f"~2E{text[1:]}"
    if len(text) > LONGEST_SEGMENT:
        # Cut where no escape is cut in two: what is left is for people to read.
        text = f"{text[:120].rstrip('~')}~~{hashlib.sha256(data).hexdigest()[:32]}"
    return text


def _without_suffix(segment: str) -> str:
    """``x.ttl`` would be read as the Turtle of ``x``."""
    for suffix in _SUFFIXES:
        if segment.endswith(suffix):
            return f"{segment.removesuffix(suffix)}~2E{suffix[1:]}"
    return segment


def anchor_of(local: str) -> str:
    """Return the anchor of a record within the document of another: ``vote/X-CHN`` -> one word."""
    return re.sub(r"[/#]+", "-", local)


def uri_form(text: str) -> str:
    """Return an IRI, or a path as requested, as the URI that both are (RFC 3987, section 3.1).

    Percent-encodings are in upper case, and those of unreserved characters are decoded (RFC 3986,
    section 6.2.2); ``%2F`` stays what it is.
    """
    if text.isascii() and "%" not in text and '"' not in text and "\\" not in text:
        return text
    encoded = quote(text, safe="%/:@!$&'()*+,;=-._~?[]")
    encoded = re.sub(r"%[0-9a-fA-F]{2}", lambda match: match[0].upper(), encoded)
    return _UNRESERVED.sub(lambda match: chr(int(match[1], 16)), encoded)


def relative_link(target: str, anchor: str = "", *, from_path: str) -> str:
    """Return the link from one page to another; both are paths of files, from the root.

    >>> relative_link("/state/EST.html", from_path="doc/X.html")
    '../state/EST.html'
    >>> relative_link("/doc/X.html", "op1", from_path="doc/X.html")
    '#op1'
    """
    fragment = f"#{quote(anchor, safe=_FRAGMENT)}" if anchor else ""
    target, here = target.lstrip("/"), from_path.lstrip("/")
    if target == here:
        return fragment or posixpath.basename(target)
    return posixpath.relpath(f"/{target}", posixpath.dirname(f"/{here}")) + fragment


#: What a fragment may hold (RFC 3986, section 3.5); ``%`` as it is: the anchor is part of an IRI.
_FRAGMENT = "!$&'()*+,;=:@/?-._~%"
