"""A real server, in a process of its own."""

from __future__ import annotations

import http.client
import os
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
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
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


@contextmanager
def running(project, folder, *options):
    """Start a server on a free port, and end it."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "foc_graph", "--root", str(project.root), "serve"]
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [*command, "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        line = process.stdout.readline().decode()
        assert line.startswith("Serving at "), log.read_text()
        yield Running(line.split()[-1], process, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def server(project, tmp_path_factory):
    """Our own graph, served."""
    with running(project, tmp_path_factory.mktemp("server")) as found:
        yield found


def wait_until(fact, seconds: float = 15):
    """Wait for something that happens in another process."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if fact():
            return True
        time.sleep(0.1)
    return False
