"""Messages between the server and its workers: a JSON header and a body, each with its length."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

_LENGTHS = struct.Struct(">II")


class Gone(Exception):
    """The other side has closed the connection."""


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return the message as bytes."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Wait for a message.

    Raises:
        Gone: the other side has closed the connection.

    """
    head, body = _LENGTHS.unpack(_exactly(connection, _LENGTHS.size))
    return json.loads(_exactly(connection, head)), _exactly(connection, body)


def _exactly(connection: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = connection.recv(min(length - len(data), 1 << 20))
        if not piece:
            raise Gone
        data += piece
    return bytes(data)


class FrameReader:
    """Puts messages together from pieces as they come."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, piece: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Take a piece; return the message once it is whole."""
        self._data += piece
        if len(self._data) < _LENGTHS.size:
            return None
        head, body = _LENGTHS.unpack_from(self._data)
        start = _LENGTHS.size + head
        if len(self._data) < start + body:
            return None
        whole = bytes(self._data)
        self._data.clear()
        return json.loads(whole[_LENGTHS.size : start]), whole[start : start + body]
