"""A real server with narrow limits, so that passing them takes no time."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import httpx
import pytest

SERVER = """
import sys
from contextlib import asynccontextmanager
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from foc_graph.dataset import load_dataset
from foc_graph.project import Project
from foc_graph.server import api, sparql
from foc_graph.server.settings import Settings
from foc_graph.server.state import Generation, ServerState

project = Project(Path(sys.argv[1]))
state = ServerState(project, Settings(), Generation(load_dataset(project), (), "", 0))
limits = sparql.Limits(seconds=1.5, workers=2, waiting=2, patience=0.5,
                       query_bytes=100_000, result_bytes=2 << 20, memory_bytes=400 << 20)
sparql.pools_of(state, limits)

@asynccontextmanager
async def lifespan(app):
    await sparql.start(state)
    yield
    await sparql.stop(state)

app = Starlette(routes=[*sparql.routes(state), *api.routes(state)], lifespan=lifespan)
uvicorn.run(app, port=int(sys.argv[2]), log_level="warning")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server has ended"
        try:
            httpx.get(url, timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def server(repository):
    """The address of a server with the routes of SPARQL and the API alone."""
    port = free_port()
    command = [sys.executable, "-c", SERVER, str(repository), str(port)]
    with subprocess.Popen(command) as process:
        wait_for(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture(scope="session")
def client(server):
    with httpx.Client(base_url=server, timeout=30) as found:
        yield found


@pytest.fixture(scope="session")
def whole(repository):
    """The address of ``foc-graph serve``."""
    port = free_port()
    command = [sys.executable, "-m", "foc_graph", "--root", str(repository), "serve"]
    with subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL) as process:
        wait_for(f"http://127.0.0.1:{port}/sparql.html", process)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
