"""What one query may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass

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
