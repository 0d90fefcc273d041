"""Logs as JSON, one object a line, on stderr."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import Scope

#: Longer values are cut: a line stays a line.
LONGEST = 512
#: Seconds, and lines, that wait to be written.
INTERVAL = 0.2
MOST_LINES = 500
_SHOWN = {b"user-agent": "agent", b"accept": "accept", b"referer": "referer"}


class AccessLog:
    """One line a request, in the order of the answers; written a few times a second.

    A line is put together from parts that are kept: `json.dumps` of the whole would take longer
    than most answers.
    """

    def __init__(self, *, enabled: bool, descriptor: int = 2) -> None:
        self._enabled = enabled
        self._descriptor = descriptor
        self._lines: list[str] = []

    def request(self, scope: Scope, status: int, size: int, seconds: float, *, kept: bool) -> None:
        """Note what was asked and how it was answered."""
        if not self._enabled:
            return
        shown = "".join(
            f',"{_SHOWN[name]}":{_json(value)}'
            for name, value in scope["headers"]
            if name in _SHOWN
        )
        client = (scope.get("client") or ("",))[0]
        self._add(
            f'{{"time":"{timestamp()}","event":"request","client":{json.dumps(client)},'
            f'"method":"{scope["method"]}","path":{_json(scope["raw_path"])},'
            f'"query":{_json(scope["query_string"])},"status":{status},"bytes":{size},'
            f'"ms":{seconds * 1000:.2f},"kept":{"true" if kept else "false"}{shown}}}\n'
        )

    def _add(self, line: str) -> None:
        if not self._lines:
            asyncio.get_running_loop().call_later(INTERVAL, self.flush)
        self._lines.append(line)
        if len(self._lines) >= MOST_LINES:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one piece: lines of several processes do not mix."""
        lines, self._lines = self._lines, []
        _write("".join(lines), self._descriptor)


@lru_cache(maxsize=4096)
def _json(value: bytes) -> str:
    return json.dumps(value[:LONGEST].decode("latin-1"))


class JsonFormatter(logging.Formatter):
    """What the server itself says."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON object."""
        line: dict[str, Any] = {
            "time": timestamp(record.created),
            "event": "server",
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def timestamp(seconds: float | None = None) -> str:
    """Return a time in UTC, to the millisecond (RFC 3339)."""
    now = time.time() if seconds is None else seconds
    return f"{_second(int(now))}.{int(now % 1 * 1000):03d}Z"


@lru_cache(maxsize=16)
def _second(whole: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))


def _write(text: str, descriptor: int) -> None:
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(OSError):  # nobody reads the log: no reason to stop serving
        while data:
            data = data[os.write(descriptor, data) :]


def say(event: str, **more: Any) -> None:  # noqa: ANN401 - values of JSON
    """Write what happened to the server."""
    line = {"time": timestamp(), "event": event, **more}
    _write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n", 2)


def configure() -> None:
    """Let what uvicorn and we log go out as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    for name in ("uvicorn", "uvicorn.error", "foc_graph"):
        logger = logging.getLogger(name)
        logger.handlers = [handler] if name != "uvicorn.error" else []
        logger.propagate = name == "uvicorn.error"
        logger.setLevel(logging.WARNING)
