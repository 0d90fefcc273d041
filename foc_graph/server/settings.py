"""What an operator can choose, and what one query may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: The folder through which processes share their numbers; the library for metrics reads the
#: variable when it is first imported.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits on queries; whatever passes one is refused in words, never cut short."""

    seconds: float = 20.0
    """How long a query may run before its process is ended."""
    query_bytes: int = MIB
    """Length of the text of a query."""
    result_bytes: int = 32 * MIB
    """Length of a result, before compression."""
    held_bytes: int = 256 * MIB
    """Length of all results that slow clients have not taken yet."""
    memory_bytes: int = 1024 * MIB
    """Memory that one query may take on top of the data (RLIMIT_AS; not enforced by macOS)."""
    workers: int = max(4, os.cpu_count() or 1)
    """Queries that run at the same time."""
    waiting: int = 64
    """Queries that wait for a worker; more than these are sent away."""
    waiting_seconds: float = 10.0
    """How long a query waits for a worker."""


@dataclass(frozen=True)
class Settings:
    """The choices of ``foc-graph serve``, and limits that protect it."""

    host: str = "127.0.0.1"
    port: int = 8000
    #: Where the site is seen from outside; decides absolute links (``rel=canonical``, sitemap).
    #: None: what the dataset's base says.
    url: str | None = None
    workers: int = 1
    #: Load the data again when a file changes.
    watch: bool = False
    #: A folder that ``foc-graph publish`` made; None: dumps are made when first asked for.
    dist: Path | None = None
    #: JSON lines about each request on stderr.
    access_log: bool = True

    #: Bytes of prepared responses kept in memory, by each process.
    cache_bytes: int = 64 * MIB
    #: The same for answers to addresses with a query string.
    query_cache_bytes: int = 32 * MIB
    #: Bytes of a path with its query, and of all header fields together.
    longest_target: int = 8 * 1024
    longest_headers: int = 16 * 1024
    #: Seconds that a client may take to send a request, and that an idle connection is kept.
    request_seconds: float = 10.0
    keep_alive: int = 15
    #: Seconds that requests under way are given when the server stops.
    grace: int = 10
    #: Connections at once, by each process; more are told to come back (503).
    connections: int = 1000
    #: Pages and dumps made at the same time, by each process.
    threads: int = 4
    #: What one query may cost.
    limits: Limits = field(default_factory=Limits)
