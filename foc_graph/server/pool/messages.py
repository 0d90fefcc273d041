"""What the server and a worker say to each other: a JSON header and a body, each with its length.

Nothing is pickled: a worker runs what strangers wrote, and bodies are some megabytes long.
The data themselves go in a file without a name, which goes when the last process closes it: a line
of JSON, then N-Quads.
"""

from __future__ import annotations

import json
import mmap
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from foc_graph.dataset import Dataset
from foc_graph.project import Project
from foc_graph.rdf.prefixes import PrefixMap
from foc_graph.server.response import Response
from foc_graph.server.settings import Limits

if TYPE_CHECKING:
    import asyncio

Message = tuple[dict[str, Any], bytes]

#: What a worker says of a response; the rest is the server's own.
_FIELDS = ("status", "fields", "media_type", "keep", "total")

_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True)
class SparqlRequest:
    """A query of the SPARQL Protocol, not parsed yet."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""
    #: Names of formats, in the order in which they count.
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class CannedRequest:
    """A canned query with its parameters and the part of its rows that is wanted."""

    name: str
    values: dict[str, str]
    format: str = "json"
    offset: int = 0
    limit: int | None = None


QueryRequest = SparqlRequest | CannedRequest


def request_message(request: QueryRequest) -> bytes:
    """Return a request as bytes; the text of a query is the body."""
    header = asdict(request)
    return pack(header, header.pop("query", "").encode())


def response_message(response: Response) -> bytes:
    """Return a response as bytes."""
    return pack({name: getattr(response, name) for name in _FIELDS}, response.body)


def request_of(message: Message) -> QueryRequest:
    """Return the request that `request_message` packed."""
    header, body = message
    if "name" in header:
        return CannedRequest(**header)
    default, named = tuple(header.pop("default_graphs")), tuple(header.pop("named_graphs"))
    return SparqlRequest(body.decode(), default, named, **header)


def response_of(message: Message) -> Response:
    """Return the response that `response_message` packed."""
    header, body = message
    fields = [(name, value) for name, value in header.pop("fields")]
    return Response(body=body, fields=fields, **header)


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def read_message(stream: IO[bytes]) -> Message:
    """Wait for a message.

    Raises:
        EOFError: the other side has closed the connection.

    """
    head, body = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    return json.loads(_exactly(stream, head)), _exactly(stream, body)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


async def receive_message(reader: asyncio.StreamReader) -> Message:
    """Wait for a message, in the event loop.

    Raises:
        EOFError: the other side has closed the connection.

    """
    head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    return json.loads(await reader.readexactly(head)), await reader.readexactly(body)


Snapshot = tuple[Dataset, Limits]


def write_snapshot(dataset: Dataset, limits: Limits, file: IO[bytes]) -> None:
    """Write a dataset and the limits on its queries."""
    setup = {
        "root": str(dataset.project.root),
        "base": dataset.prefixes.base,
        "namespaces": dict(dataset.prefixes.namespaces),
        "limits": asdict(limits),
    }
    file.write(json.dumps(setup).encode() + b"\n")
    dataset.store.dump(file, ox.RdfFormat.N_QUADS)
    file.flush()


def read_snapshot(descriptor: int) -> Snapshot:
    """Load what `write_snapshot` wrote. Processes that share the file may read it at once."""
    store = ox.Store()
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as file:
        setup = json.loads(file.readline())
        store.bulk_load(cast("IO[bytes]", file), format=ox.RdfFormat.N_QUADS)
    prefixes = PrefixMap(setup["base"], setup["namespaces"])
    dataset = Dataset(Project(Path(setup["root"])), prefixes, store, ())
    return dataset, Limits(**setup["limits"])
