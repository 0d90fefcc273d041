"""Requests a second for the Turtle and the page of one text, beside rdflib-endpoint and Prez.

    python -m benchmarks.serving --seconds 10

Needs `wrk`. rdflib-endpoint runs where it is installed; Prez where PREZ_PYTHON names an interpreter
that has it. Each peer answers with the same statements, as it was made to: rdflib-endpoint by a
CONSTRUCT over the subjects of the text, Prez by its description of the object.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.tables import table
from foc_graph.dataset import load_dataset
from foc_graph.dataset.content import Content
from foc_graph.exports.lines import NTriples
from foc_graph.project import Project, find_project
from foc_graph.web.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "doc/A-HRC-RES-20-8"
#: Connections of the comparison, and of the crowd that the tail is measured with.
FEW, CROWD = 16, 200

_RDFLIB_ENDPOINT = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(store=sys.argv[3], default_union=True)
graph.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]),
            log_level="warning")
"""
_PREZ = """
import sys, uvicorn
uvicorn.run("prez.app:assemble_app", factory=True, host="127.0.0.1", port=int(sys.argv[1]),
            log_level="warning")
"""


@dataclass(frozen=True)
class Peer:
    """A server to start, and what to ask it."""

    name: str
    command: tuple[str, ...]
    paths: dict[str, str]
    environment: dict[str, str]


@dataclass(frozen=True)
class Load:
    """What wrk measured."""

    requests: float
    tail: str
    errors: str


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="of load for each row")
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("benchmarks.serving: wrk is not installed - apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(find_project(), Path(folder), arguments.seconds))
    print(table(("server", "what", "connections", "requests/s", "p99", "errors", "RSS"), rows))


def _rows(project: Project, folder: Path, seconds: int) -> Iterator[tuple[str, ...]]:
    for peer in _peers(project, folder):
        with _running(peer) as (port, process):
            for what, path in peer.paths.items():
                _wrk(f"http://127.0.0.1:{port}{path}", 1, FEW)  # to warm up
                for connections in (FEW, CROWD):
                    load = _wrk(f"http://127.0.0.1:{port}{path}", seconds, connections)
                    yield (
                        peer.name, what, str(connections), f"{load.requests:,.0f}", load.tail,
                        load.errors, f"{_memory(process.pid):,.0f} MB",
                    )  # fmt: skip


def _peers(project: Project, folder: Path) -> Iterator[Peer]:
    for workers in ("1", "2"):
        yield Peer(
            f"foc-graph serve, {workers} process" + ("es" if workers != "1" else ""),
            (sys.executable, "-m", "foc_graph", "--root", str(project.root), "serve",
             "--workers", workers, "--no-access-log", "--port", "{port}"),
            {"Turtle": f"/{TEXT}.ttl", "page": f"/{TEXT}.html"},
            {},
        )  # fmt: skip
    dataset = load_dataset(project)
    dump = folder / "graph.nt"
    dump.write_bytes(NTriples().render(Content(dataset)))
    document = Addresses(dataset).by_path(f"/{TEXT}")
    assert document is not None  # noqa: S101 - our own text
    if find_spec("rdflib_endpoint"):
        nodes = " ".join(f"<{iri}>" for iri in document.subjects)
        query = quote(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o }}")
        for store in ("default", "Oxigraph"):
            yield Peer(
                f"rdflib-endpoint, store {store}",
                (sys.executable, "-c", _RDFLIB_ENDPOINT, str(dump), "{port}", store),
                {"Turtle": f"/?query={query}"},
                {},
            )
    prez = os.environ.get("PREZ_PYTHON")
    if prez:
        yield Peer(
            "Prez",
            (prez, "-c", _PREZ, "{port}"),
            {"Turtle": f"/object?uri={quote(document.iri, safe='')}&_mediatype=text/turtle"},
            {"SPARQL_REPO_TYPE": "pyoxigraph_memory", "PYOXIGRAPH_DATA_DIR": str(folder)},
        )


@contextmanager
def _running(peer: Peer) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [part.replace("{port}", str(port)) for part in peer.command]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **peer.environment},
    )
    try:
        _wait(port, next(iter(peer.paths.values())), process)
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Until it gives the statements of the text, not an error page."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept": "text/turtle"}
    )
    for _ in range(240):
        if process.poll() is not None:
            sys.exit(f"benchmarks.serving: {process.args!r} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                if b"Resolution" in answer.read():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    sys.exit("benchmarks.serving: a peer did not answer with the text")


def _wrk(url: str, seconds: int, connections: int) -> Load:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "--timeout", "30",
         "-H", "Accept: text/turtle", url],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    requests = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    tail = re.search(r"99%\s+(\S+)", done.stdout)
    wrong = re.findall(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done.stdout)
    errors = ", ".join(part for pair in wrong for part in pair if part) or "0"
    return Load(float(requests[1]) if requests else 0, tail[1] if tail else "", errors)


def _memory(process: int) -> float:
    """Resident memory of a process and its children, in MB."""
    tree = Path(f"/proc/{process}/task/{process}/children")
    children = [int(child) for child in tree.read_text().split()] if tree.exists() else []
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1] if found else 0) / 1024 + sum(map(_memory, children))


if __name__ == "__main__":
    main()
