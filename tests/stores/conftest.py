"""Real stores on free ports of this machine, and a small dataset to load into them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from foc_graph.dataset import load_dataset
from foc_graph.dataset.content import Content
from foc_graph.project import Project
from foc_graph.queries.credentials import Credentials
from foc_graph.stores import Loader, StoreClient, read_profile
from foc_graph.stores.profiles import StoreProfile, parse_profile
from tests.conftest import ROOT

#: Seconds until a server must answer; a busy machine is slow.
PATIENCE = 60
TINY = ROOT / "tests" / "projects" / "tiny"

#: What SPARQL 1.1 Update alone can do: no Graph Store Protocol, three triples at a time.
UPDATES_ONLY = """
title = "updates only"
query = "query"
update = "update"
default_graph = "union"
literals = "value"
atomic_update = false
triples_per_update = 3
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def started(command: list[object], url: str, folder: Path, **options):
    """Start a server and wait until it answers; yields its process. Its log is in the folder."""
    with (folder / "log").open("ab") as log:
        arguments = list(map(str, command))
        server = subprocess.Popen(arguments, stdout=log, stderr=log, cwd=folder, **options)
    try:
        wait_for(url, server, folder / "log")
        yield server
    finally:
        server.kill()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"{url} does not answer; its process: {server.poll()}; {log.read_text()[-2000:]}")


@contextmanager
def oxigraph(folder: Path, *options: str):
    """Oxigraph on a free port; yields its address and its process."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        pytest.skip("there is no oxigraph program here: stores are tried on real servers")
    place = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", folder / "store", "--bind", place, *options]
    with started(command, f"http://{place}/", folder) as server:
        yield f"http://{place}/", server


@pytest.fixture
def store(tmp_path):
    """An empty store whose default graph is the union."""
    with oxigraph(tmp_path, "--union-default-graph") as (url, _):
        yield url


@pytest.fixture
def tiny(tmp_path) -> Project:
    """A small project, to change."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return Project(tmp_path / "tiny")


def content_of(project: Project) -> Content:
    return Content(load_dataset(project))


PROFILES = {
    "graphs": lambda project: read_profile("oxigraph", project),
    "fuseki": lambda project: read_profile("fuseki", project),
    "virtuoso": lambda project: read_profile("virtuoso", project),
    "updates": lambda _: parse_profile("updates", UPDATES_ONLY, place="updates.toml"),
}


@contextmanager
def loader_of(project: Project, url: str, profile: str | StoreProfile = "graphs", credentials=None):
    """A loader of the project as it is now, with its client."""
    content = content_of(project)
    found = PROFILES[profile](project) if isinstance(profile, str) else profile
    with StoreClient(url, found, content.prefixes, credentials or Credentials()) as client:
        yield Loader(client, content), client, content
