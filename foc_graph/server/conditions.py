"""Conditional requests and content codings: what a client has, and what it can unpack."""

from __future__ import annotations

import gzip
import hashlib
import re
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache

#: Shorter bodies grow by being packed, or nearly so.
WORTH_PACKING = 512

_TAG = re.compile(rb'"[^"]*"')


def etag_of(body: bytes, *, packed: bool) -> bytes:
    """Return a strong validator; another one for another coding (RFC 9110, section 8.8.3.3)."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    return f'"{digest}-gzip"'.encode() if packed else f'"{digest}"'.encode()


def pack(body: bytes) -> bytes:
    """Compress with gzip; the same bytes every time (RFC 1952: no name, no time)."""
    return gzip.compress(body, compresslevel=6, mtime=0)


@lru_cache(maxsize=256)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Tell whether ``Accept-Encoding`` allows gzip (RFC 9110, section 12.5.3)."""
    weights: dict[bytes, bool] = {}
    for part in accept_encoding.lower().split(b","):
        name, _, rest = part.partition(b";")
        quality = rest.strip().removeprefix(b"q=").strip()
        weights[name.strip()] = not re.fullmatch(rb"0(\.0*)?", quality)
    return weights.get(b"gzip", weights.get(b"x-gzip", weights.get(b"*", False)))


@lru_cache(maxsize=1024)
def is_unchanged(
    etag: bytes, modified: int, if_none_match: bytes, if_modified_since: bytes
) -> bool:
    """Tell whether the client has this representation (RFC 9110, sections 13.1.2 and 13.1.3).

    A list of tags counts more than a date; a date that cannot be read counts nothing.
    """
    if if_none_match:
        return if_none_match.strip() == b"*" or etag in _TAG.findall(if_none_match)
    if not if_modified_since or not modified:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since.decode("latin-1"))
        return modified <= since.timestamp()
    except (ValueError, OverflowError, TypeError):
        return False


def http_date(seconds: int) -> bytes:
    """Return a date as HTTP writes it (RFC 9110, section 5.6.7)."""
    return formatdate(seconds, usegmt=True).encode()
