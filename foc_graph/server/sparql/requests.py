"""What is asked of a worker, and what it answers. Both cross a pipe as JSON and bytes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class SparqlRequest:
    """A query of the SPARQL Protocol, not parsed yet."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""
    format: str = ""

    kind = "sparql"


@dataclass(frozen=True)
class CannedRequest:
    """A canned query with its parameters and the part of its rows that is wanted."""

    name: str
    values: dict[str, str]
    format: str = "json"
    offset: int = 0
    limit: int | None = None

    kind = "canned"


Request = SparqlRequest | CannedRequest


@dataclass(frozen=True)
class Reply:
    """An answer as HTTP has it: ``status`` 200, or a ``body`` of one sentence that says why not."""

    status: int
    content_type: str
    body: bytes = b""
    facts: dict[str, Any] = field(default_factory=dict)
    """What else is known: the total number of rows, whether the answer may be kept."""

    @property
    def header(self) -> dict[str, Any]:
        """Everything but the body."""
        return {"status": self.status, "content_type": self.content_type, "facts": self.facts}


def as_message(request: Request) -> tuple[dict[str, Any], bytes]:
    """Return a request as header and body; the text of a query is the body."""
    fields = asdict(request)
    body = fields.pop("query", "")
    return {"kind": request.kind, **fields}, body.encode()


def from_message(header: dict[str, Any], body: bytes) -> Request:
    """Return the request that `as_message` took apart."""
    fields = dict(header)
    if fields.pop("kind") == CannedRequest.kind:
        return CannedRequest(**fields)
    default, named = tuple(fields.pop("default_graphs")), tuple(fields.pop("named_graphs"))
    return SparqlRequest(body.decode(), default, named, **fields)


def refusal(status: int, sentence: str, **facts: object) -> Reply:
    """Return an answer that says why there is none."""
    text = f"{sentence[0].upper()}{sentence[1:]}{'' if sentence.endswith('.') else '.'}\n"
    return Reply(status, "text/plain; charset=utf-8", text.encode(), dict(facts))
