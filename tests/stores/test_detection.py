"""What is found out about a server is what its shipped profile says."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.project.source import read_prefixes
from foc_graph.queries.credentials import PASSWORD, USER
from foc_graph.stores import detection, read_profile
from foc_graph.stores.detection import detect, profile_text
from foc_graph.stores.profiles import parse_profile
from tests.stores.conftest import oxigraph
from tests.stores.servers import fuseki, rdf4j, rdflib_endpoint, virtuoso

SERVERS = {
    "fuseki": fuseki, "rdf4j": rdf4j, "rdflib-endpoint": rdflib_endpoint, "virtuoso": virtuoso,
}  # fmt: skip
FOUND_OUT = ("query", "update", "graphs", "auth", "default_graph", "literals", "atomic_update")
#: What the server is started with, other than its profile takes it to be.
STARTED = {"fuseki": {"default_graph": "union"}, "rdflib-endpoint": {"default_graph": "union"}}


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Sizes that are quickly sent."""
    monkeypatch.setattr(detection, "SIZES", (500, 1_000))


def found_out(profile, name=""):
    return {field: getattr(profile, field) for field in FOUND_OUT} | STARTED.get(name, {})


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_is_what_its_profile_says(tiny, tmp_path, monkeypatch, name):
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    with SERVERS[name](tmp_path) as (url, _):
        found = detect("mine", url, tiny, read_prefixes(tiny))
    shipped = read_profile(name, tiny)
    assert found_out(found) == found_out(shipped, name)
    assert found.quads is None
    assert found.triples_per_update > 0  # how much comes in depends on the machine
    assert parse_profile("mine", profile_text(found), place="mine.toml") == found


@pytest.mark.parametrize("options", [(), ("--union-default-graph",)])
def test_the_default_graph_is_found_out(tiny, tmp_path, options):
    with oxigraph(tmp_path, *options) as (url, _):
        found = detect("mine", url, tiny, read_prefixes(tiny))
    assert found.default_graph == ("union" if options else "separate")
    assert found.quads == "store?no_transaction"
    assert (found.graphs, found.literals, found.atomic_update) == ("store", "value", True)


def test_what_is_no_store_is_none(tiny):
    with pytest.raises(CouldNotRun, match="takes no update"):
        detect("mine", "http://127.0.0.1:9/", tiny, read_prefixes(tiny))
