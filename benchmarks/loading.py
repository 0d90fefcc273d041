"""Loading a store, beside curl and kurra: ``python -m benchmarks.loading [GRAPHS] [TRIPLES]``.

Oxigraph is started anew for every way. A made-up project: so many graphs of so many triples, one
Turtle file a graph. curl sends what foc-graph would send, without looking at what is there.
"""

from __future__ import annotations

import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from benchmarks.measuring import RSS_UNIT
from benchmarks.tables import seconds, table
from foc_graph.dataset import load_dataset
from foc_graph.dataset.content import Content
from foc_graph.project import Project
from foc_graph.queries.credentials import Credentials
from foc_graph.stores import Loader, StoreClient, read_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PREFIXES = "@base <https://example.org/> .\n@prefix ex: <https://example.org/ns#> .\n"
#: Graphs that kurra sends, one request and one process each; more would take minutes.
SAMPLE = 50


def write_project(root: Path, graphs: int, triples: int) -> Project:
    """Write a project: about ``graphs`` times ``triples`` triples, the same each time."""
    (root / "ontology").mkdir(parents=True)
    (root / "ontology" / "prefixes.ttl").write_text(PREFIXES, encoding="utf-8")
    (root / "data" / "doc").mkdir(parents=True)
    for number in range(graphs):
        lines = (
            f"<doc/{number}#p{place}> ex:says "
            f'"paragraph {place} of document {number}, again and again"@en .\n'
            for place in range(triples)
        )
        text = f"{PREFIXES.replace('org/>', 'org/id/>')}{''.join(lines)}"
        (root / "data" / "doc" / f"{number}.ttl").write_text(text, encoding="utf-8")
    return Project(root)


@contextmanager
def oxigraph() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start an empty store on a free port."""
    program = Path(sys.executable).with_name("oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "serve", "--location", folder, "--bind", place]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            while True:
                try:
                    httpx.get(f"http://{place}/", trust_env=False)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield f"http://{place}/", server
        finally:
            server.kill()
            server.wait()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ours(project: Project, changed: Path) -> Iterator[tuple[str, float, int]]:
    """Yield the steps of a first load, and those of a second with one changed graph."""
    content, read = None, 0.0
    with oxigraph() as (url, server):
        for name in ("first", "second, one graph changed"):
            begun = time.perf_counter()
            content = Content(load_dataset(project))
            total = len(content.quads)
            read = time.perf_counter() - begun
            with StoreClient(
                url, read_profile("oxigraph", project), content.prefixes, Credentials()
            ) as client:
                loader = Loader(client, content)
                begun = time.perf_counter()
                plan = loader.plan()
                planned = time.perf_counter() - begun
                sent = timed(lambda: loader.apply(plan))  # noqa: B023 - called at once
                checked = timed(lambda: loader.check(plan.sent))  # noqa: B023
            yield f"foc-graph load, {name}: read the files", read, total
            yield f"foc-graph load, {name}: plan", planned, total
            yield f"foc-graph load, {name}: send", sent, total
            yield f"foc-graph load, {name}: compare what was sent", checked, total
            changed.write_text(changed.read_text("utf-8").replace("again and", "anew and"), "utf-8")
        peak = Path(f"/proc/{server.pid}/status").read_text("utf-8")
        print("server:", *(line for line in peak.splitlines() if "VmHWM" in line))


def curl(files: list[tuple[str, Path]], quads: Path) -> Iterator[tuple[str, float]]:
    """Yield what curl takes: one body of N-Quads, two ways; then a request a graph."""
    for query in ("?no_transaction", ""):
        with oxigraph() as (url, _):
            command = ["curl", "-sf", "-T", str(quads), "-X", "POST", f"{url}store{query}"]
            command += ["-H", "Content-Type: application/n-quads"]
            done = timed(partial(subprocess.run, command, check=True))
        yield f"curl, all in one POST{' ' + query if query else ''}", done
    with oxigraph() as (url, _), tempfile.NamedTemporaryFile("w", suffix=".curl") as settings:
        settings.write(
            "\nnext\n".join(
                f'url = "{url}store?graph={graph}"\nupload-file = "{path}"\n'
                'header = "Content-Type: text/turtle"\nsilent\nfail\n'
                for graph, path in files
            )
        )
        settings.flush()
        command = ["curl", "-K", settings.name]
        yield "curl, a PUT a graph", timed(partial(subprocess.run, command, check=True))


def kurra(files: list[tuple[str, Path]]) -> Iterator[tuple[str, float]]:
    """Yield what `kurra db gsp` would take for all, from a sample; nothing where it is not here."""
    program = shutil.which("kurra", path=f"{Path(sys.executable).parent}")
    if program is None:
        return
    some = files[:SAMPLE]
    begun = time.perf_counter()
    with oxigraph() as (url, _):
        for graph, path in some:
            command = [program, "db", "gsp", "put", str(path), f"{url}store", "-g", graph]
            subprocess.run(command, check=True, capture_output=True)
    took = (time.perf_counter() - begun) / len(some) * len(files)
    yield f"kurra db gsp put, a process a graph (from {len(some)})", took


def main() -> None:
    """Measure and print."""
    graphs, triples = (int(n) for n in [*sys.argv[1:], "5000", "200"][:2])
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder, "project"), graphs, triples)
        paths = sorted((project.data / "doc").glob("*.ttl"))
        files = [(f"https://example.org/graph/doc/{path.stem}", path) for path in paths]
        quads = Path(folder, "all.nq")
        content = Content(load_dataset(project))
        quads.write_bytes(b"".join(f"{quad} .\n".encode() for quad in content.quads))
        total = len(content.quads)
        rows = [*curl(files, quads), *kurra(files)]
        rows += [(name, took) for name, took, _ in ours(project, paths[0])]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 1e6
    print(
        f"{graphs:,} graphs, {total:,} triples; this process at most {peak:,.0f} MB\n\n"
        + table(
            ("", "seconds", "triples a second"),
            ((name, seconds(took), f"{total / took:,.0f}") for name, took in rows),
        )
    )


if __name__ == "__main__":
    main()
