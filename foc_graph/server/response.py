"""A response before it is coded and sent, and the messages made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foc_graph.server.cache import PreparedAnswer
from foc_graph.server.conditions import WORTH_PACKING, etag_of, http_date, pack
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from foc_graph.server.cache import BodyKey
    from foc_graph.web.headers import Headers


@dataclass(frozen=True)
class Response:
    """Status, body and headers; ``key`` names the body where others may share it."""

    status: int
    body: bytes
    fields: list[tuple[str, str]] = field(default_factory=list)
    media_type: str | None = None
    key: BodyKey = ()

    @property
    def keepable(self) -> bool:
        """Whether the next client may get the same."""
        return self.status in {200, 303, 308}


#: Headers that a 304 repeats (RFC 9110, section 15.4.5).
_REPEATED = frozenset(
    {b"cache-control", b"content-location", b"etag", b"last-modified", b"vary", b"link"}
)


def prepare(
    response: Response, key: BodyKey, modified: int, *, gzip: bool
) -> tuple[PreparedAnswer, bytes]:
    """Code a body and make the messages of ASGI."""
    body = response.body
    packed = gzip and len(body) >= WORTH_PACKING
    # The tag is that of the content: it does not depend on the version of zlib.
    etag = etag_of(body, packed=packed) if response.status == 200 else b""  # noqa: PLR2004
    body = pack(body) if packed else body
    lines: Headers = [*head.encoded(response.fields), *head.ALWAYS]
    if response.media_type:
        lines.append((b"content-type", response.media_type.encode()))
    if packed:
        lines.append((b"content-encoding", b"gzip"))
    if etag:
        lines.append((b"etag", etag))
        lines += [(b"last-modified", http_date(modified))] * bool(modified)
    unchanged = [line for line in lines if line[0] in _REPEATED] + head.ALWAYS
    lines.append((b"content-length", str(len(body)).encode()))
    prepared = PreparedAnswer(
        response.status,
        {"type": "http.response.start", "status": response.status, "headers": lines},
        {"type": "http.response.start", "status": 304, "headers": unchanged},
        (*key, "gzip" if packed else "identity"),
        etag,
        modified if etag else 0,
    )
    return prepared, body
