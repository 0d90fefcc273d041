"""A response: how it is coded, compared with what the client has, sent, and kept in memory."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from foc_graph.web import headers as head

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Send

    from foc_graph.web.headers import Headers

Message = dict[str, Any]
#: Path, query, ``Accept``, whether gzip is taken: what a response depends on.
Key = tuple[bytes, bytes, bytes, bool]
#: What a body depends on; several addresses share one.
BodyKey = tuple[str, ...]

#: What a client is told to wait, in seconds, when it is sent away.
RETRY_AFTER = 5

#: Values of ``Cache-Control`` beside those of `foc_graph.web.headers`.
NO_STORE = "no-store"
REVALIDATE = "public, max-age=0, must-revalidate"
#: For this client alone: it asked under a name that others may not know.
PRIVATE = "private, max-age=0, must-revalidate"

#: Shorter bodies grow by being compressed, or nearly so.
WORTH_COMPRESSING = 512

#: Longer bodies go out in pieces, so that a slow client holds us up and not the whole result.
PIECE = 256 << 10


@dataclass(frozen=True)
class Response:
    """Status, body and headers, as the maker of a response gives them."""

    status: int
    body: bytes
    fields: list[tuple[str, str]] = field(default_factory=list)
    media_type: str | None = None
    keep: bool = False
    """Whether the next client that asks for the same may get the same."""
    key: BodyKey = ()
    """Names the body where several addresses share it."""
    keep_as: Key | None = None
    """The key to keep it under, where that is not the address (``POST``)."""
    total: int | None = None
    """Rows of the whole result, of which the body may show a part."""


def accept_of(request: Request) -> str:
    """Return what a client takes: header lines of one name are one list (RFC 9110, section 5.3)."""
    return ", ".join(request.headers.getlist("accept"))


def plain(status: int, sentence: str, fields: list[tuple[str, str]] | None = None) -> Response:
    """Return one sentence."""
    text = sentence.encode("utf-8", "replace") + b"\n"
    return Response(status, text, fields or [], "text/plain; charset=utf-8")


def refusal(status: int, sentence: str, *fields: tuple[str, str]) -> Response:
    """Return a sentence that says why there is no answer."""
    text = f"{sentence[0].upper()}{sentence[1:]}{'' if sentence.endswith('.') else '.'}"
    retry = [("Retry-After", str(RETRY_AFTER))] * (status == HTTPStatus.SERVICE_UNAVAILABLE)
    return plain(status, text, [("Vary", "Accept"), ("Cache-Control", NO_STORE), *retry, *fields])


@dataclass(frozen=True, slots=True)
class PreparedResponse:
    """A response but for its body: the messages of ASGI, made once."""

    status: int
    start: Message
    #: Answer to a client that has it already.
    unchanged: Message
    body_key: BodyKey
    #: Empty where the response has no validator.
    etag: bytes
    #: Seconds since 1970; 0 where no date is known.
    modified: int


#: A response as it is kept: its messages and its body.
Made = tuple[PreparedResponse, bytes]

#: Headers that a 304 repeats (RFC 9110, section 15.4.5).
_REPEATED = frozenset(
    {b"cache-control", b"content-location", b"etag", b"last-modified", b"vary", b"link"}
)


def prepare(response: Response, key: BodyKey, modified: int, *, gzip: bool) -> Made:
    """Code a body and make the messages of ASGI."""
    body = response.body
    coded = gzip and len(body) >= WORTH_COMPRESSING
    # A client may keep it, and ask later whether it is still the same.
    kept = response.status == HTTPStatus.OK and ("Cache-Control", NO_STORE) not in response.fields
    # The tag is that of the content: it does not depend on the version of zlib.
    etag = etag_of(body, coded=coded) if kept else b""
    body = compress(body) if coded else body
    lines: Headers = head.encoded(response.fields)
    if response.media_type:
        lines.append((b"content-type", response.media_type.encode()))
    if coded:
        lines.append((b"content-encoding", b"gzip"))
    if etag:
        lines.append((b"etag", etag))
        date = formatdate(modified, usegmt=True).encode()  # RFC 9110, section 5.6.7
        lines += [(b"last-modified", date)] * bool(modified)
    lines = with_common(lines)
    unchanged = not_modified(lines)
    if response.status != HTTPStatus.NO_CONTENT:
        lines.append((b"content-length", str(len(body)).encode()))
    prepared = PreparedResponse(
        response.status,
        _start(response.status, lines),
        unchanged,
        (*key, "gzip" if coded else "identity"),
        etag,
        modified if etag else 0,
    )
    return prepared, body


def with_common(lines: Headers) -> Headers:
    """Add to headers what each response has."""
    present = {name for name, _ in lines}
    return [*lines, *(line for line in head.ALWAYS if line[0] not in present)]


def _start(status: int, lines: Headers) -> Message:
    return {"type": "http.response.start", "status": status, "headers": lines}


def not_modified(lines: Headers) -> Message:
    """Return the 304 that stands for a response with these headers."""
    kept = [line for line in lines if line[0] in _REPEATED]
    return _start(HTTPStatus.NOT_MODIFIED, with_common(kept))


def etag_of(body: bytes, *, coded: bool) -> bytes:
    """Return a strong validator; another one for another coding (RFC 9110, section 8.8.3.3)."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    return f'"{digest}-gzip"'.encode() if coded else f'"{digest}"'.encode()


def compress(body: bytes) -> bytes:
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


_TAG = re.compile(rb'"[^"]*"')


@lru_cache(maxsize=1024)
def is_unchanged(
    etag: bytes, modified: int, if_none_match: bytes, if_modified_since: bytes
) -> bool:
    """Tell whether the client has this representation (RFC 9110, sections 13.1.2 and 13.1.3).

    A list of tags counts more than a date; a date that cannot be read counts nothing. A ``-gzip``
    that a server in front of us has added to a tag makes no difference.
    """
    if if_none_match:
        tags = _TAG.findall(if_none_match)
        return if_none_match.strip() == b"*" or etag in tags or etag[:-1] + b'-gzip"' in tags
    if not if_modified_since or not modified:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since.decode("latin-1"))
        return modified <= since.timestamp()
    except (ValueError, OverflowError, TypeError):
        return False


async def send_body(body: bytes, send: Send) -> None:
    """Send the body of a response that has begun, in pieces where it is long."""
    for place in range(0, len(body), PIECE):
        piece, more = body[place : place + PIECE], place + PIECE < len(body)
        await send({"type": "http.response.body", "body": piece, "more_body": more})


#: Keys kept; a key is some hundred bytes.
MOST_KEYS = 16_384
#: Longer keys are not kept: many of those would fill the memory.
LONGEST_KEY = 1_024


class Cache:
    """Prepared responses by key, and their bodies up to a number of bytes; the oldest go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._prepared: dict[Key, PreparedResponse] = {}
        self._bodies: dict[BodyKey, bytes] = {}
        self.bytes = 0
        self.generation = 0

    def find(self, key: Key, generation: int) -> Made | None:
        """Return the response for a key, if it and its body are kept and of these data."""
        if generation != self.generation:
            self._prepared.clear()
            self._bodies.clear()
            self.bytes, self.generation = 0, generation
        prepared = self._prepared.get(key)
        if prepared is None:
            return None
        body = self._bodies.get(prepared.body_key)
        return None if body is None else (prepared, body)

    def keep(self, key: Key, made: Made, *, generation: int) -> None:
        """Keep a response, unless it was made for another generation or is too large to keep."""
        prepared, body = made
        large = len(body) > self._most_bytes // 8
        if generation != self.generation or large or sum(map(len, key[:3])) > LONGEST_KEY:
            return
        if prepared.body_key not in self._bodies:
            self._bodies[prepared.body_key] = body
            self.bytes += len(body)
        self._prepared[key] = prepared
        while self.bytes > self._most_bytes:
            self.bytes -= len(self._bodies.pop(next(iter(self._bodies))))
        while len(self._prepared) > MOST_KEYS:
            del self._prepared[next(iter(self._prepared))]
