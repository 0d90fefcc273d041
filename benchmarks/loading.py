"""Loading a store, beside curl and kurra: ``python -m benchmarks.loading [GRAPHS] [TRIPLES]``.

    python -m benchmarks.loading memory [TRIPLES...]

Oxigraph is started anew for every way. The same made-up triples in every form: so many graphs of so
many triples. curl sends what foc-graph would send, without looking at what is there; neither curl
nor kurra reads anything back. kurra pins a version of pyshacl that we cannot use: it is looked for
on the PATH, in an environment of its own.
"""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from benchmarks.measuring import Candidate, measure
from benchmarks.tables import seconds, table
from foc_graph.dataset import load_dataset
from foc_graph.dataset.content import Content
from foc_graph.project import Project
from foc_graph.stores import write_bulk

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIXES = "@base <https://example.org/> .\n@prefix ex: <https://example.org/ns#> .\n"
#: Graphs that kurra sends, one request and one process each; more would take minutes.
SAMPLE = 20
#: Triples of the loads whose memory is compared; the last is one graph as well.
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
#: Parts of a bulk export.
PARTS = 16


def write_project(root: Path, graphs: int, triples: int) -> Project:
    """Write a project: about ``graphs`` times ``triples`` triples, the same each time."""
    (root / "ontology").mkdir(parents=True)
    (root / "ontology" / "prefixes.ttl").write_text(PREFIXES, encoding="utf-8")
    (root / "data" / "doc").mkdir(parents=True)
    for number in range(graphs):
        lines = (f"<doc/{number}#p{n}> ex:says {said(n, number)} .\n" for n in range(triples))
        text = f"{PREFIXES.replace('org/>', 'org/id/>')}{''.join(lines)}"
        (root / "data" / "doc" / f"{number}.ttl").write_text(text, encoding="utf-8")
    return Project(root)


def write_quads(path: Path, graphs: int, triples: int) -> None:
    """Write the same triples as N-Quads, the graphs mixed, packed where the name says so."""
    with gzip.open(path, "wt", 1) if path.suffix == ".gz" else path.open("w") as file:
        file.writelines(
            f"<https://example.org/id/doc/{graph}#p{place}> <https://example.org/ns#says>"
            f" {said(place, graph)} <https://example.org/graph/doc/{graph}> .\n"
            for place in range(triples)
            for graph in range(graphs)
        )


def said(place: int, document: int) -> str:
    """Return a literal."""
    return f'"paragraph {place} of document {document}, again and again"@en'


@contextmanager
def oxigraph(*options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start an empty store on a free port."""
    program = Path(sys.executable).with_name("oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "serve", "--location", folder, "--bind", place, *options]
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


def peak_of(server: subprocess.Popen[bytes]) -> float:
    """Return the most memory that a process has had, in MB."""
    status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) * 1024 / 1e6


def run(name: str, *command: object) -> tuple[str, float, float]:
    """Run a command once; return its name, seconds and peak memory in MB."""
    (done,) = measure([Candidate(name, tuple(map(str, command)))], 1, warm=False)
    print(f"{name}: {done.median:.1f} s", file=sys.stderr)
    return name, done.median, done.peak


def loaded(url: str, root: Path, *options: object) -> tuple[object, ...]:
    """Return our command."""
    place = ("--root", root, "load", url, "--profile", "oxigraph", "--timeout", 600)
    return (sys.executable, "-m", "foc_graph", *place, *options)


Row = tuple[str, float, float, float]


def curl(files: list[tuple[str, Path]], quads: Path) -> Iterator[Row]:
    """Yield what curl takes: one body of N-Quads, the quickest way; then a request a graph."""
    with oxigraph() as (url, server):
        command = ("curl", "-sf", "-T", quads, "-X", "POST", f"{url}store?no_transaction")
        kind = ("-H", "Content-Type: application/n-quads")
        done = run("curl, all in one POST ?no_transaction", _found(), *command, *kind)
        yield *done, peak_of(server)
    with oxigraph() as (url, server), tempfile.NamedTemporaryFile("w", suffix=".curl") as settings:
        settings.write(
            "\nnext\n".join(
                f'url = "{url}store?graph={graph}"\nupload-file = "{path}"\n'
                'header = "Content-Type: text/turtle"\nsilent\nfail\n'
                for graph, path in files
            )
        )
        settings.flush()
        done = run("curl, a PUT a graph", _found(), "curl", "-K", settings.name)
        yield *done, peak_of(server)


def _found() -> str:
    """Return what finds a program: the launcher wants a whole path."""
    return shutil.which("env") or "/usr/bin/env"


def kurra(files: list[tuple[str, Path]]) -> Iterator[Row]:
    """Yield what `kurra db gsp` would take for all, from a sample; nothing where it is not here."""
    program = shutil.which("kurra")
    if program is None:
        return
    some = files[:SAMPLE]
    with oxigraph() as (url, server):
        done = [
            run(graph, program, "db", "gsp", "put", path, f"{url}store", "-g", graph)
            for graph, path in some
        ]
        took = sum(spent for _, spent, _ in done) / len(some) * len(files)
        name = f"kurra db gsp put, a process a graph (from {len(some)})"
        yield name, took, max(peak for *_, peak in done), peak_of(server)


def ours(root: Path, bulk: Path, quads: Path, changed: Path) -> Iterator[Row]:
    """Yield whole commands: from parts, then with one changed graph; from N-Quads; from Turtle."""
    with oxigraph() as (url, server):
        yield (
            *run("foc-graph load --from parts", *loaded(url, root, "--from", bulk)),
            peak_of(server),
        )
        yield *run("the same, nothing changed", *loaded(url, root, "--from", bulk)), peak_of(server)
        _change(changed)
        write_bulk(Content(load_dataset(Project(root))), bulk, PARTS)
        name = "the same, one graph changed"
        yield *run(name, *loaded(url, root, "--from", bulk)), peak_of(server)
        yield (
            *run("the same, --check", *loaded(url, root, "--from", bulk, "--check")),
            peak_of(server),
        )
    for name, options in (("--from N-Quads", ("--from", quads)), ("the files", ())):
        with oxigraph() as (url, server):
            yield *run(f"foc-graph load, {name}", *loaded(url, root, *options)), peak_of(server)
            if not options:
                _change(changed)
                yield *run("the same, one graph changed", *loaded(url, root)), peak_of(server)


def _change(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("again and", "anew and", 1), "utf-8")


def section(graphs: int, triples: int, folder: Path) -> str:
    """Measure one dataset, every way."""
    root, quads, bulk = folder / "project", folder / "all.nq", folder / "bulk"
    project = write_project(root, graphs, triples)
    write_quads(quads, graphs, triples)
    write_bulk(Content(load_dataset(project)), bulk, PARTS)
    paths = sorted((project.data / "doc").glob("*.ttl"))
    files = [(f"https://example.org/graph/doc/{path.stem}", path) for path in paths]
    total = graphs * triples
    rows = [*curl(files, quads), *kurra(files), *ours(root, bulk, quads, paths[0])]
    shown = (
        (name, seconds(took), f"{total / took:,.0f}", f"{peak:.0f}", f"{server:.0f}")
        for name, took, peak, server in rows
    )
    header = ("", "seconds", "triples a second", "client MB", "server MB")
    return f"{graphs:,} graphs, {total:,} triples.\n\n{table(header, shown)}"


def memory(sizes: tuple[int, ...], folder: Path) -> str:
    """Measure loads from N-Quads, from few triples to many."""
    root = write_project(folder / "project", 0, 0).root
    shapes = [(size // 1_000, 1_000) for size in sizes] + [(1, sizes[-1])]
    return table(
        ("triples", "graphs", "seconds", "client MB", "server MB"),
        (_memory(root, folder / "all.nq.gz", *shape) for shape in shapes),
    )


def _memory(root: Path, quads: Path, graphs: int, triples: int) -> tuple[str, ...]:
    write_quads(quads, graphs, triples)
    with oxigraph() as (url, server):
        _, took, peak = run("load", *loaded(url, root, "--from", quads))
        held = peak_of(server)
    figures = (f"{graphs * triples:,}", f"{graphs:,}", seconds(took))
    return (*figures, f"{peak:.0f}", f"{held:.0f}")


def main() -> None:
    """Measure and print."""
    arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        if arguments[:1] == ["memory"]:
            print(memory(tuple(map(int, arguments[1:])) or SIZES, Path(folder)))
        else:
            graphs, triples = map(int, [*arguments, "5000", "200"][:2])
            print(section(graphs, triples, Path(folder)))


if __name__ == "__main__":
    main()
