"""Whatever breaks off, the same command again ends in the same state."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.queries.credentials import Credentials
from tests.stores.conftest import loader_of, oxigraph
from tests.stores.test_load import OTHERS, dump, load, put

#: How often clients and stores are killed each: `make kills` does it fifty times.
KILLS = int(os.environ.get("KILLS", "4"))

#: Headers that each connection has anew.
OF_ONE_HOP = {"host", "connection", "content-length"}

ROWS = "application/sparql-results+json"


class Proxy(BaseHTTPRequestHandler):
    """Passes requests on to a store, but for those that the server's ``fault`` takes over."""

    def _serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.lock:
            self.server.seen.append((self.command, self.path, dict(self.headers)))
            number = len(self.server.seen)
        if not self.server.fault(self, number, body):
            self.pass_on(body)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

    def pass_on(self, body):
        """Give the client what the store answers."""
        answer = self.forward(body)
        self.reply(answer.status_code, answer.content, answer.headers.get("Content-Type"))

    def forward(self, body):
        """Ask the store."""
        headers = {k: v for k, v in self.headers.items() if k.lower() not in OF_ONE_HOP}
        return httpx.request(
            self.command, self.server.store.rstrip("/") + self.path, content=body, headers=headers,
            trust_env=False, timeout=60,
        )  # fmt: skip

    def reply(self, status, content=b"", media_type=None, *, length=None, **headers):
        """Answer; ``length`` may be a lie."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        for name, value in {"Content-Type": media_type, **headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        return True

    def hang_up(self):
        """Close the connection without a word."""
        self.close_connection = True
        self.connection.shutdown(2)
        return True

    def log_message(self, *_arguments):
        """Say nothing."""


@contextmanager
def proxied(store, fault):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.store, server.fault = store, fault
    server.seen, server.lock = [], threading.Lock()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", server
    finally:
        server.shutdown()
        server.server_close()


def writes(handler):
    return handler.command == "PUT" or handler.path.startswith(("/update", "/store?no_transaction"))


def asks(handler):
    return handler.path.startswith("/query")


#: What goes wrong -> at which requests, and how it is answered then.
FAULTS = {
    "hangs up": (writes, lambda h, _: h.hang_up()),
    "hangs up when it is done": (writes, lambda h, body: h.forward(body) and h.hang_up()),
    "503": (writes, lambda h, _: h.reply(503)),
    "429": (asks, lambda h, _: h.reply(429, **{"Retry-After": "1"})),
    "500": (writes, lambda h, _: h.reply(500, b"Internal Server Error")),
    "half an answer": (asks, lambda h, _: h.reply(200, b'{"head"', ROWS, length=999)),
    "rows that end early": (asks, lambda h, _: h.reply(200, b'{"head": {"vars": [', ROWS)),
    "a page for people": (asks, lambda h, _: h.reply(200, b"<html>Log in</html>", "text/html")),
}


def at(number, fault):
    """Let a fault happen once, at so many requests of its kind."""
    concerns, happen = FAULTS[fault]
    coming = itertools.count(1)
    return lambda h, _n, body: concerns(h) and next(coming) == number and happen(h, body)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("profile", "number"), [("graphs", 1), ("graphs", 2), ("updates", 2)])
def test_a_load_that_broke_off_is_ended_by_the_next(tiny, store, fault, profile, number):
    put(store, OTHERS, "<urn:a> <urn:b> <urn:c> .")
    with proxied(store, at(number, fault)) as (url, _), pytest.raises(CouldNotRun) as caught:
        load(tiny, url, profile)
    assert str(caught.value).count("\n") == 0
    assert " - " in str(caught.value)
    _, differences = load(tiny, store, profile)
    assert differences == []
    with loader_of(tiny, store, profile) as (loader, _, _):
        loader.remove()
    assert {quad.graph_name.value for quad in dump(store)} == {OTHERS}


def test_a_200_that_stored_nothing_is_found(tiny, store):
    """Virtuoso answers so to formats that it does not read."""
    lie = lambda h, *_: writes(h) and h.reply(200)  # noqa: E731
    with proxied(store, lie) as (url, _):
        _, differences = load(tiny, url)
    assert differences
    assert all(found.found == 0 for found in differences)
    _, differences = load(tiny, store)
    assert differences == []


@pytest.mark.parametrize("auth", ["basic", "bearer"])
def test_a_secret_is_not_sent_on_to_another_host(tiny, store, auth):
    with (
        proxied(store, lambda *_: False) as (other, elsewhere),
        proxied(store, lambda h, *_: h.reply(302, Location=f"{other}query")) as (url, _),
        loader_of(tiny, url, credentials=Credentials(auth, "ann", "s3cret")) as (loader, client, _),
    ):
        with pytest.raises(CouldNotRun) as caught:
            loader.plan()
            client.put_graph("urn:g", b"")
        with pytest.raises(CouldNotRun):
            client.put_graph("urn:g", b"")
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(client.__dict__)
    assert not any("Authorization" in headers for _, _, headers in elsewhere.seen)


def moments(seed):
    """Shares of a whole load, at random."""
    chance = random.Random(seed)  # noqa: S311
    return [chance.random() for _ in range(KILLS)]


def edit(project, number):
    path = project.data / "state" / "EST.ttl"
    path.write_text(path.read_text("utf-8") + f"\n<urn:x{number}> <urn:p> <urn:o> .\n", "utf-8")


def timed(command):
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - started


def nothing_is_lost_or_doubled(project, url):
    _, differences = load(project, url, prune=True)
    assert differences == []
    with loader_of(project, url) as (loader, _, content):
        held = [quad for quad in dump(url) if quad.graph_name.value in loader.record.read()]
        assert len(held) == len(list(content.quads))
        loader.remove()
    assert {quad.graph_name.value for quad in dump(url)} == {OTHERS}


def test_a_client_killed_at_any_moment_leaves_nothing_behind(tiny, store):
    put(store, OTHERS, "<urn:a> <urn:b> <urn:c> .")
    command = [sys.executable, "-m", "foc_graph", "--root", tiny.root, "load", store]
    whole = timed([*command, "--profile", "oxigraph"])
    for number, moment in enumerate(moments(8)):
        edit(tiny, number)
        running = subprocess.Popen([*command, "--profile", "oxigraph"], stdout=subprocess.DEVNULL)
        time.sleep(moment * whole)
        running.kill()
        running.wait()
    nothing_is_lost_or_doubled(tiny, store)


def test_a_store_killed_at_any_moment_is_loaded_by_the_next(tiny, tmp_path):
    (tmp_path / "server").mkdir()
    command = [sys.executable, "-m", "foc_graph", "--root", tiny.root, "load"]
    with oxigraph(tmp_path / "server") as (url, _):
        put(url, OTHERS, "<urn:a> <urn:b> <urn:c> .")
        whole = timed([*command, url, "--profile", "oxigraph"])
    for number, moment in enumerate(moments(9)):
        edit(tiny, number)
        with oxigraph(tmp_path / "server") as (url, server):
            running = subprocess.Popen(
                [*command, url, "--profile", "oxigraph"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(moment * whole)
            server.kill()
            running.wait()
    with oxigraph(tmp_path / "server") as (url, _):
        nothing_is_lost_or_doubled(tiny, url)


def test_a_store_killed_while_it_loads_is_loaded_by_the_next(tiny, tmp_path):
    (tmp_path / "server").mkdir()
    with oxigraph(tmp_path / "server") as (url, server):
        kill = lambda h, n, _: n == 9 and (server.kill() or server.wait() or h.hang_up())  # noqa: E731
        with proxied(url, kill) as (through, _), pytest.raises(CouldNotRun):
            load(tiny, through, "updates")
    with oxigraph(tmp_path / "server") as (url, _):
        _, differences = load(tiny, url)
        assert differences == []
        with loader_of(tiny, url) as (loader, _, _):
            assert loader.check() == []
