"""A real server, in a process of its own."""

from __future__ import annotations

import http.client
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest


@dataclass
class Answer:
    """A response as it came over the wire."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


#: Seconds that anything may take; the machine may be busy.
PATIENCE = 60


@dataclass
class Running:
    """A server that runs."""

    url: str
    process: subprocess.Popen
    log: object

    @property
    def port(self) -> int:
        """The port that it got."""
        return urlsplit(self.url).port

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send the path exactly as it is written; header names with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def logged(self) -> str:
        """What it wrote on stderr so far."""
        return self.log.read_text(encoding="utf-8")


SERVE = """
from pathlib import Path
from foc_graph.project import Project
from foc_graph.server.process import serve
from foc_graph.server.settings import Limits, Settings

settings = Settings(port=0, **{settings!r})
serve(Project(Path({root!r})), settings, lambda address: print("Serving at", address))
"""


def running(project, folder, *options):
    """Run ``foc-graph serve`` on a free port."""
    command = ("-m", "foc_graph", "--root", str(project.root), "serve", "--port", "0")
    return _started(folder, *command, *options)


def running_with(project, folder, **settings):
    """Run a server on a free port with settings that the command has no options for."""
    return _started(folder, "-c", SERVE.format(root=str(project.root), settings=settings))


@contextmanager
def _started(folder, *command):
    """Start a server, and end it. Its temporary files lie in the folder."""
    log = folder / "server.log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(folder)},
        )
    try:
        assert select.select([process.stdout], [], [], 2 * PATIENCE)[0], log.read_text()
        line = process.stdout.readline().decode()
        assert line.startswith("Serving at "), log.read_text()
        yield Running(line.split()[-1], process, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def server(project, tmp_path_factory):
    """Our own graph, served."""
    with running(project, tmp_path_factory.mktemp("server")) as found:
        yield found


def wait_until(fact, seconds: float = PATIENCE):
    """Wait for something that happens in another process."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if fact():
            return True
        time.sleep(0.1)
    return False
