"""What status, --since and --check say of a real store is what is there."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import httpx
import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.project.git.revision import project_at
from foc_graph.stores import Loader, read_profile
from foc_graph.stores.answers import compare_answers
from foc_graph.stores.graphs import LoadSource
from foc_graph.stores.status import read_status
from tests.conftest import git
from tests.stores.conftest import content_of, loader_of, oxigraph
from tests.stores.test_cli_load import foc_graph
from tests.stores.test_faults import proxied, writes
from tests.stores.test_load import change, load

#: The module; the package has its function under that name.
watch_module = import_module("foc_graph.stores.watch")
ORG = "https://w3id.org/foc-graph/graph/org"


def drifts(project, url):
    with loader_of(project, url) as (loader, _, _):
        found = read_status(loader)
    return found, {graph.graph: graph.drift for graph in found.graphs if graph.drift != "same"}


def test_drift_is_told_graph_by_graph(tiny, store):
    found, differ = drifts(tiny, store)
    assert set(differ.values()) == {"absent"}
    assert (found.in_step, found.loaded_at) == (False, "")
    load(tiny, store)
    found, differ = drifts(tiny, store)
    assert (found.in_step, differ) == (True, {})
    assert found.lines() == [
        f"{store}: in step; {len(found.graphs):,} of {len(found.graphs):,} graphs are the same;"
        f" loaded {found.loaded_at}"
        + (f", version {found.loaded_version}" if found.loaded_version else "")
    ]
    change(tiny)
    gone = min((tiny.data / "doc").glob("*.ttl"))
    gone.unlink()
    _, differ = drifts(tiny, store)
    assert differ[ORG] == "changed"
    assert "gone" in differ.values()


def test_the_command_has_a_glance_and_json(tiny, store, capsys):
    arguments = ("status", store, "--profile", "oxigraph")
    assert foc_graph(tiny, *arguments) == 1
    assert f"{store}: DRIFTS; 0 of " in capsys.readouterr().out
    load(tiny, store)
    assert foc_graph(tiny, *arguments, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["in_step"] is True
    assert {graph["drift"] for graph in found["graphs"]} == {"same"}


def test_a_file_that_cannot_be_read_is_not_told_as_drift(tiny, store, capsys):
    load(tiny, store)
    (tiny.data / "state" / "EST.ttl").write_text("<a> <b>", encoding="utf-8")
    assert foc_graph(tiny, "status", store, "--profile", "oxigraph") != 0
    told = capsys.readouterr()
    assert "EST.ttl" in told.err
    assert "DRIFTS" not in told.out


@pytest.fixture
def committed(tiny):
    git(tiny.root, "init", "-q")
    git(tiny.root, "add", ".")
    git(tiny.root, "commit", "-qm", "one")
    return tiny


def planned(project, url, revision):
    with loader_of(project, url) as (loader, _, _), project_at(project, revision) as old:
        plan = loader.plan(old=content_of(old))
        loader.apply(plan)
        return plan, loader.check()


def test_since_a_revision_only_the_difference_travels(committed, store):
    load(committed, store)
    change(committed)
    plan, differences = planned(committed, store, "HEAD")
    (patch,) = [patch for patch in plan.patch if patch.graph.iri == ORG]
    assert 0 < patch.triples < patch.graph.triples
    assert (plan.add, plan.replace, differences) == ((), (), [])
    assert drifts(committed, store)[0].in_step


def test_a_store_that_is_not_at_the_revision_is_sent_whole_graphs(committed, store):
    change(committed)
    load(committed, store)
    change(committed, "Eesti", "Viro")
    plan, differences = planned(committed, store, "HEAD")
    assert plan.patch == ()
    assert ([graph.iri for graph in plan.replace], differences) == ([ORG], [])


def test_blank_nodes_are_not_patched(committed, store):
    path = committed.data / "state" / "EST.ttl"
    path.write_text(path.read_text("utf-8") + "\n<urn:x> <urn:p> [ <urn:q> 1 ] .\n", "utf-8")
    git(committed.root, "commit", "-qam", "two")
    load(committed, store)
    change(committed)
    plan, differences = planned(committed, store, "HEAD")
    assert (plan.patch, differences) == ((), [])


def test_the_command_sends_differences(committed, store, capsys):
    load(committed, store)
    change(committed)
    arguments = ("load", store, "--profile", "oxigraph", "--since", "HEAD")
    assert foc_graph(committed, *arguments, "--dry-run") == 0
    assert f"patch    {ORG}  1 triples in, 1 out" in capsys.readouterr().out
    assert foc_graph(committed, *arguments) == 0
    assert "compared one by one" in capsys.readouterr().out


def test_watching_keeps_a_store_in_step(tiny, store):
    command = [sys.executable, "-m", "foc_graph", "--root", tiny.root, "load", store]
    with subprocess.Popen(
        [*command, "--profile", "oxigraph", "--watch"], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as watching:  # fmt: skip
        try:
            assert " to add, 0 to change" in told(watching)
            change(tiny)
            assert "0 to add, 1 to change" in told(watching)
        finally:
            watching.kill()
    assert drifts(tiny, store)[0].in_step


def test_watching_outlives_a_store_that_fails(tiny, store, monkeypatch):
    """Whatever it answers for a while, that is said once, and the store is in step in the end."""
    monkeypatch.setattr(watch_module, "PAUSE", 0.01)
    fails = itertools.count(1)
    busy = lambda h, *_: writes(h) and next(fails) <= 3 and h.reply(503)  # noqa: E731
    with proxied(store, busy) as (url, _), loader_of(tiny, url) as (_, client, _):
        watching = watch_module.watch(client, tiny)
        assert "503" in str(next(watching))
        done = next(watching)
        watching.close()
    assert next(fails) > 4
    assert (len(done.plan.add) > 10, done.differences) == (True, [])
    assert drifts(tiny, store)[0].in_step


def test_watching_looks_at_the_files_again_while_the_store_fails(tiny, store, monkeypatch):
    monkeypatch.setattr(watch_module, "PAUSE", 0.01)
    path = tiny.data / "state" / "EST.ttl"
    good = path.read_text("utf-8")
    path.write_text(good + "<urn:a> <urn:b> [] , 1, 2, 3, 4, 5, 6 .\n", encoding="utf-8")
    small = replace(read_profile("oxigraph", tiny), triples_per_update=4, triples_per_body=4)
    with loader_of(tiny, store, replace(small, quads=None)) as (_, client, _):
        watching = watch_module.watch(client, tiny)
        assert "and blank nodes" in str(next(watching))
        path.write_text(good, encoding="utf-8")
        assert next(watching).differences == []
        watching.close()


def test_graphs_that_are_gone_here_are_read_there(tiny, store):
    """Somebody reads what was loaded once: the quickest way would show them half."""
    load(tiny, store)
    with loader_of(tiny, store) as (loader, client, _):
        graphs = (loader.graphs[0],)
        fresh = LoadSource("https://w3id.org/foc-graph/", "urn:d", "", lambda _: graphs)
        client.update(f"DROP GRAPH <{graphs[0].iri}>")
        plan = Loader(client, fresh).plan()
    assert (len(plan.add), len(plan.gone) > 10, plan.is_first) == (1, True, False)


def told(watching):
    """The line with the sums of the next load."""
    return next(line for line in watching.stdout if " as they should be" in line)


def test_an_address_without_the_graph_is_not_taken_for_an_empty_store(tiny, store):
    load(tiny, store)
    with loader_of(tiny, store) as (loader, client, _):
        client.profile = replace(client.profile, graphs="stores")
        with pytest.raises(CouldNotRun, match="404 to GET of graph"):
            loader.check()


def test_canned_queries_are_compared(project, dataset, tmp_path):
    """On our own graph, which they are about; test_canned_queries.py has all that are the same."""
    with oxigraph(tmp_path, "--union-default-graph") as (url, _):
        load(project, url)
        with loader_of(project, url) as (_, client, _):
            graph = "https://w3id.org/foc-graph/graph/membership/foc"
            params = {"graph": graph}
            httpx.delete(f"{url}store", params=params, trust_env=False).raise_for_status()
            asked = compare_answers(client, project, dataset)
            members = next(query for query in asked if query.name == "members")
    assert (members.agreement, "rows" in members.said) == ("other", True)
