"""Parts for bulk loaders: each graph whole, each part checkable, each loader run for real."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from foc_graph.cli import run
from foc_graph.stores.bulk import write_bulk
from tests.stores.conftest import content_of, free_port, loader_of, oxigraph, started
from tests.stores.servers import java_program, virtuoso


def graphs_of(path):
    quads = ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    return {quad.graph_name for quad in quads}


def test_parts_hold_every_graph_once_and_the_manifest_says_where(tiny, tmp_path):
    content = content_of(tiny)
    parts = write_bulk(content, tmp_path / "bulk", 3)
    held = [graphs_of(tmp_path / "bulk" / part.file) for part in parts]
    assert sum(map(len, held)) == len(set().union(*held)) > 10
    assert sum(part.triples for part in parts) == len(content.quads)
    manifest = json.loads((tmp_path / "bulk" / "manifest.json").read_text("utf-8"))
    for part in manifest["parts"]:
        data = (tmp_path / "bulk" / part["file"]).read_bytes()
        assert part["sha256"] == sha256(data).hexdigest()
        assert part["triples"] == len(gzip.decompress(data).splitlines())
        for graph in part["graphs"]:
            with gzip.GzipFile(fileobj=BytesIO(data[graph["offset"] :])) as rest:
                lines = [rest.readline() for _ in range(graph["triples"])]
            assert lines == sorted(lines)
            assert all(line.endswith(b" <%b> .\n" % graph["iri"].encode()) for line in lines)


def test_the_same_graph_gives_the_same_bytes(tiny, tmp_path):
    for name in ("one", "two"):
        write_bulk(content_of(tiny), tmp_path / name, 2)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_graphs_that_share_a_blank_node_share_a_part(tiny, tmp_path):
    content = content_of(tiny)
    shared = ox.BlankNode()
    names = [ox.NamedNode(f"https://w3id.org/foc-graph/graph/doc/x{n}") for n in range(40)]
    at = ox.NamedNode("urn:p")
    content.__dict__["quads"] = tuple(ox.Quad(shared, at, name, name) for name in names)
    (part,) = [part for part in write_bulk(content, tmp_path / "b", 7) if part.triples]
    assert len(part.graphs) == len(names)


def test_oxigraph_loads_them(tiny, tmp_path):
    write_bulk(content_of(tiny), tmp_path / "bulk", 2)
    program = Path(sys.executable).with_name("oxigraph")
    parts = sorted((tmp_path / "bulk").glob("*.nq.gz"))
    subprocess.run(
        [program, "load", "--location", tmp_path / "store", "--file", *parts],
        check=True, capture_output=True,
    )  # fmt: skip
    with oxigraph(tmp_path) as (url, _), loader_of(tiny, url) as (loader, _, _):
        assert loader.check() == []


def test_the_loader_of_tdb2_loads_them(tiny, tmp_path):
    write_bulk(content_of(tiny), tmp_path / "bulk", 2)
    jar, parts = java_program("fuseki.jar"), sorted((tmp_path / "bulk").glob("*.nq.gz"))
    loading = ["java", "-cp", jar, "tdb2.tdbloader", "--loc", tmp_path / "db", *parts]
    subprocess.run(loading, check=True, capture_output=True)
    port = free_port()
    command = ["java", "-jar", jar, f"--port={port}", "--localhost", "--tdb2"]
    url = f"http://127.0.0.1:{port}/ds/"
    with (
        started([*command, f"--loc={tmp_path / 'db'}", "--update", "/ds"], url, tmp_path),
        loader_of(tiny, url, "fuseki") as (loader, _, _),
    ):
        assert loader.check() == []


def test_virtuoso_loads_them(tiny, tmp_path):
    isql = shutil.which("isql-vt")
    if isql is None:
        pytest.skip("there is no isql-vt here: Virtuoso is tried where .ci/install-tools ran")
    (tmp_path / "v").mkdir()
    write_bulk(content_of(tiny), tmp_path / "v" / "bulk", 2)
    with virtuoso(tmp_path / "v") as (url, credentials):
        sql = (tmp_path / "v" / "virtuoso.ini").read_text("utf-8")
        port = sql.partition("ServerPort = 127.0.0.1:")[2].split()[0]
        loading = f"ld_dir('{tmp_path / 'v' / 'bulk'}','*.nq.gz',''); rdf_loader_run(); checkpoint;"
        subprocess.run(
            [isql, f"127.0.0.1:{port}", "dba", "dba", f"exec={loading}"],
            check=True, capture_output=True,
        )  # fmt: skip
        with loader_of(tiny, url, "virtuoso", credentials) as (loader, _, _):
            assert loader.check() == []


def test_the_command_says_what_it_wrote_and_how_to_load_it(tiny, tmp_path, capsys):
    folder = tmp_path / "bulk"
    assert run(["--root", str(tiny.root), "export", "--bulk", str(folder), "--parts", "2"]) == 0
    out = capsys.readouterr().out
    assert f"{folder / 'part-0.nq.gz'}  " in out
    assert f"oxigraph load --location DATABASE --file {folder}/*.nq.gz" in out
