"""SPARQL over HTTP, beside ``oxigraph serve``: ``python -m benchmarks.sparql_http``.

The same data, the same eight kinds of query, keep-alive connections. A comment makes each query
new, so that no answer comes from memory; "again" is the same query asked twice.
"""

from __future__ import annotations

import http.client
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from foc_graph.dataset import load_dataset
from foc_graph.project import find_project

QUERIES = {
    "lookup by symbol": 'SELECT ?d { ?d foc:symbol "A/HRC/RES/20/8" }',
    "members at a date": "SELECT ?s { ?m a org:Membership ; org:member ?s ; schema:startDate ?d "
    "FILTER(STR(?d) <= '2014-04-28') }",
    "lineage cites+": "SELECT ?d { ?d eli:cites+ "
    "<https://w3id.org/foc-graph/id/doc/A-HRC-RES-20-8> }",
    "group, having": "SELECT ?a (COUNT(*) AS ?n) { ?s foc:actor ?a } GROUP BY ?a HAVING(?n > 3)",
    "optional, not exists": "SELECT ?d ?t { ?d a foc:Resolution OPTIONAL { ?d dcterms:title ?t } "
    "FILTER NOT EXISTS { ?d foc:affirms ?p } }",
    "regex on title": "SELECT ?d { ?d dcterms:title ?t FILTER(REGEX(?t, 'internet', 'i')) }",
    "top 10 most cited": "SELECT ?d (COUNT(*) AS ?n) { ?c eli:cites ?d } GROUP BY ?d "
    "ORDER BY DESC(?n) LIMIT 10",
    "construct": "CONSTRUCT { ?d eli:cites ?o } WHERE { ?d eli:cites ?o }",
}

ROUNDS = 60
CLIENTS = 8
ACCEPT = "application/sparql-results+json, text/turtle;q=0.9"
_NUMBERS = count()


def ask(
    connection: http.client.HTTPConnection, path: str, query: str, *, new: bool = True
) -> float:
    """Return the milliseconds of one query."""
    text = f"{query} # {next(_NUMBERS)}" if new else query
    headers = {"Content-Type": "application/sparql-query", "Accept": ACCEPT}
    begun = time.perf_counter()
    connection.request("POST", path, text.encode(), headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:  # noqa: PLR2004 - HTTP's OK
        raise SystemExit(f"{response.status}: {body[:200]!r}")
    return (time.perf_counter() - begun) * 1000


def latency(port: int, path: str, query: str, *, new: bool = True) -> float:
    """Return the median of several rounds, in milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(5):
        ask(connection, path, query, new=new)
    return statistics.median(ask(connection, path, query, new=new) for _ in range(ROUNDS))


def rate(port: int, path: str, query: str) -> float:
    """Return queries a second of several clients."""

    def one(_: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(ROUNDS):
            ask(connection, path, query)

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(one, range(CLIENTS)))
    return CLIENTS * ROUNDS / (time.perf_counter() - begun)


def wait(port: int) -> None:
    """Wait until something listens."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing listens on {port}")


def main() -> None:
    """Run both, one after the other, and print a table."""
    project = find_project()
    dataset = load_dataset(project)
    header = "".join(f"PREFIX {p}: <{n}> " for p, n in sorted(dataset.prefixes.namespaces.items()))
    oxigraph = str(Path(sys.executable).parent / "oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(folder)
        store.bulk_extend(dataset.store)
        store.flush()
        del store
        theirs = [oxigraph, "serve-read-only", "-l", folder, "-b", "127.0.0.1:7441"]
        ours = [sys.executable, "-m", "foc_graph", "--root", str(project.root), "serve"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with (
            subprocess.Popen([*theirs, "--union-default-graph"], **quiet) as a,  # type: ignore[call-overload]
            subprocess.Popen([*ours, "--port", "7442"], **quiet) as b,  # type: ignore[call-overload]
        ):
            try:
                wait(7441)
                wait(7442)
                compare(header)
            finally:
                a.terminate()
                b.terminate()


def compare(header: str) -> None:
    """Print a line for each kind of query."""
    print("| query | oxigraph ms | foc-graph ms | ratio | again ms | oxigraph/s | foc-graph/s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, query in QUERIES.items():
        text = header + query
        theirs, ours = latency(7441, "/query", text), latency(7442, "/sparql", text)
        again = latency(7442, "/sparql", text, new=False)
        rates = rate(7441, "/query", text), rate(7442, "/sparql", text)
        print(
            f"| {name} | {theirs:.2f} | {ours:.2f} | {ours / theirs:.2f} | {again:.2f} "
            f"| {rates[0]:.0f} | {rates[1]:.0f} |"
        )


if __name__ == "__main__":
    main()
