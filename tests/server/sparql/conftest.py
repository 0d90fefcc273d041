"""A real server with narrow limits, so that passing them takes little time."""

from __future__ import annotations

import httpx
import pytest

from foc_graph.server.settings import Limits
from tests.server.conftest import PATIENCE, running_with

LIMITS = Limits(
    seconds=4, workers=2, waiting=2, waiting_seconds=2,
    query_bytes=100_000, result_bytes=2 << 20, memory_bytes=400 << 20,
)  # fmt: skip


@pytest.fixture(scope="session")
def server(project, tmp_path_factory):
    """The address of a server with narrow limits."""
    with running_with(project, tmp_path_factory.mktemp("limited"), limits=LIMITS) as found:
        yield found.url.rstrip("/")


@pytest.fixture(scope="session")
def client(server):
    with httpx.Client(base_url=server, timeout=PATIENCE) as found:
        yield found


@pytest.fixture(scope="session")
def whole(project, tmp_path_factory):
    """The address of a server that gives every query the time it needs."""
    limits = Limits(seconds=PATIENCE, waiting_seconds=PATIENCE)
    with running_with(project, tmp_path_factory.mktemp("whole"), limits=limits) as found:
        yield found.url.rstrip("/")
