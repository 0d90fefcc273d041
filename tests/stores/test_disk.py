"""A dataset on disk comes into a store as the one in memory does, and needs no memory for it."""

from __future__ import annotations

import gzip
import json
import random
from contextlib import contextmanager
from dataclasses import replace

import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.exports import EXPORTERS
from foc_graph.queries.credentials import Credentials
from foc_graph.stores import Loader, StoreClient, lines, load
from foc_graph.stores.bulk import write_bulk
from foc_graph.stores.disk import disk_source
from tests.stores.conftest import PROFILES, content_of, loader_of
from tests.stores.test_cli_load import foc_graph
from tests.stores.test_faults import proxied

BASE = "https://w3id.org/foc-graph/"
ODD = """
<https://w3id.org/foc-graph/id/x> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer>,
    "7"^^<http://www.w3.org/2001/XMLSchema#integer>, "x"@EN-gb, "no _:node", [ <urn:q> [] ] .
"""


@pytest.fixture
def odd(tiny):
    """A project with what is compared by value, and with blank nodes."""
    path = tiny.data / "state" / "EST.ttl"
    path.write_text(path.read_text("utf-8") + ODD, encoding="utf-8")
    return tiny


@pytest.fixture
def little_memory(monkeypatch):
    """So few lines fit into memory that every graph is sorted on disk."""
    monkeypatch.setattr(lines, "HELD", 200)
    monkeypatch.setattr(lines, "PIECE", 3)
    monkeypatch.setattr(load, "PIECE", 3)


@contextmanager
def loading(project, url, path, **profile):
    content = content_of(project)
    found = replace(PROFILES["graphs"](project), **profile)
    with (
        StoreClient(url, found, content.prefixes, Credentials()) as client,
        disk_source(path, content.prefixes.base) as source,
    ):
        yield Loader(client, source)


def quads(project):
    return EXPORTERS["nquads"].render(content_of(project)).splitlines(keepends=True)


def parts(project, folder):
    write_bulk(content_of(project), folder, 3)
    return folder


def shuffled(project, folder):
    """N-Quads in two files, packed and not, without any order, and some lines twice."""
    folder.mkdir()
    found = quads(project)
    blank = [line for line in found if b"_:" in line]
    others = [line for line in found if b"_:" not in line] * 2
    random.Random(1).shuffle(others)  # noqa: S311 - the same each time
    (folder / "a.nq").write_bytes(b"".join(others[:300]))
    with gzip.open(folder / "b.nq.gz", "wb") as packed:
        packed.writelines(others[300:] + blank)
    return folder


@pytest.mark.parametrize("write", [parts, shuffled])
@pytest.mark.usefixtures("little_memory")
def test_what_is_on_disk_is_loaded_as_what_is_in_memory(odd, store, tmp_path, write):
    path = write(odd, tmp_path / "bulk")
    with loading(odd, store, path) as loader:
        plan = loader.plan()
        loader.apply(plan)
        assert len(plan.add) > 10
        assert loader.check() == []
        assert loader.plan().is_done
    with loader_of(odd, store) as (loader, _, _):
        assert loader.plan().is_done
        assert loader.check() == []


PIECES = {"triples_per_update": 4, "triples_per_body": 4}
WAYS = {
    "one body": PIECES,
    "one body a graph": PIECES | {"quads": None, "triples_per_body": 0},
    "posts": PIECES | {"quads": None},
    "updates": PIECES | {"quads": None, "graphs": None},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("little_memory")
def test_what_is_larger_than_memory_goes_in_pieces(tiny, store, tmp_path, way):
    path = parts(tiny, tmp_path / "bulk")
    with loading(tiny, store, path, **WAYS[way]) as loader:
        loader.apply(loader.plan())
        assert any(graph.triples > 20 for graph in loader.graphs)
        assert loader.check() == []


@pytest.mark.usefixtures("little_memory")
def test_a_difference_in_a_graph_that_does_not_fit_is_named(tiny, store, tmp_path):
    path = parts(tiny, tmp_path / "bulk")
    with loading(tiny, store, path) as loader, loader_of(tiny, store) as (_, client, _):
        loader.apply(loader.plan())
        largest = max(loader.graphs, key=lambda graph: graph.triples)
        first = largest.lines.whole.splitlines()[0].decode()
        client.update(f"DELETE DATA {{ GRAPH <{largest.iri}> {{ {first} }} }}")
        client.update(f"INSERT DATA {{ GRAPH <{largest.iri}> {{ <urn:a> <urn:b> <urn:c> }} }}")
        (difference,) = loader.check()
    assert difference.missing == (first.removesuffix(" ."),)
    assert difference.extra == ("<urn:a> <urn:b> <urn:c>",)


def test_small_graphs_are_read_back_together(tiny, store):
    with proxied(store, lambda *_: False) as (url, seen), loader_of(tiny, url) as (loader, _, _):
        loader.apply(loader.plan())
        small = [graph for graph in loader.graphs if graph.triples <= 50]
        before = len(seen.seen)
        assert loader.check(small) == []
        assert (len(small) > 5, len(seen.seen) - before) == (True, 1)


def test_a_store_that_does_not_give_many_graphs_is_asked_for_each(tiny, store):
    refuse = lambda h, _, body: b"VALUES" in body and h.reply(500)  # noqa: E731
    with loader_of(tiny, store) as (loader, _, _):
        loader.apply(loader.plan())
    with proxied(store, refuse) as (url, seen), loader_of(tiny, url) as (loader, _, _):
        assert loader.check() == []
        assert sum(method == "GET" for method, *_ in seen.seen) == len(loader.graphs)


def test_parts_that_are_not_as_they_were_written_are_refused(tiny, tmp_path):
    folder = parts(tiny, tmp_path / "bulk")
    part = folder / "part-1.nq.gz"
    part.write_bytes(part.read_bytes()[:-1])
    with pytest.raises(CouldNotRun, match=r"part-1.nq.gz: is not as the manifest says"):
        opened(folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    del manifest["parts"][0]["graphs"][0]["offset"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(CouldNotRun, match="is no manifest that this version wrote"):
        opened(folder)


WRONG = {
    b"<urn:a> <urn:b> <urn:c> <urn:g> .\n": "<urn:g>: is no graph of this project: those lie below",
    b"<urn:a> <urn:b> <urn:c> _:g .\n": "_:g: is no graph of this project",
    b"<urn:a> <urn:b> .\n": r"x.nq:1: cannot be read as N-Quads",
}


@pytest.mark.parametrize("text", WRONG, ids=WRONG.values())
def test_what_cannot_be_loaded_is_said(tmp_path, text):
    (tmp_path / "x.nq").write_bytes(text)
    with pytest.raises(CouldNotRun, match=WRONG[text]):
        opened(tmp_path / "x.nq")


def test_a_packed_file_that_ends_early_is_said(tmp_path):
    packed = gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n")
    (tmp_path / "x.nq.gz").write_bytes(packed[:-9])
    with pytest.raises(CouldNotRun, match=r"x.nq.gz: cannot be read as N-Quads"):
        opened(tmp_path)


def test_a_folder_without_quads_is_said(tmp_path):
    with pytest.raises(UsageProblem, match="is neither N-Quads nor a folder of them"):
        opened(tmp_path)


def opened(path):
    with disk_source(path, BASE) as source:
        return list(source.graphs("exact"))


def test_the_label_of_a_blank_node_means_another_one_in_another_file(tmp_path):
    for name in ("a", "b"):
        text = f'_:x <urn:p> "{name}" <{BASE}graph/g> .\n'
        (tmp_path / f"{name}.nq").write_text(text, encoding="utf-8")
    (graph,) = opened(tmp_path)
    assert (graph.triples, graph.iri) == (2, f"{BASE}graph/g")
    with disk_source(tmp_path, BASE) as source:
        (graph,) = source.graphs("exact")
        assert len(graph.blank_nodes) == 2


def test_the_command_loads_from_disk_and_says_how_it_knows(tiny, store, tmp_path, capsys):
    path = parts(tiny, tmp_path / "bulk")
    arguments = ("load", store, "--profile", "oxigraph", "--from", path)
    assert foc_graph(tiny, *arguments) == 0
    assert "compared one by one" in capsys.readouterr().out
    assert foc_graph(tiny, *arguments) == 0
    said = "0 compared one by one now, the others by the store's record and its counts"
    assert said in capsys.readouterr().out
    assert foc_graph(tiny, *arguments, "--check") == 0
    assert "triples, compared one by one" in capsys.readouterr().out
    assert foc_graph(tiny, "status", *arguments[1:]) == 0
    assert "in step" in capsys.readouterr().out
    assert foc_graph(tiny, *arguments, "--watch") == 2
    assert "--from goes with a load" in capsys.readouterr().err
