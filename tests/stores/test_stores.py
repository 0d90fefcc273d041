"""The same loads into every store that is here, each with its shipped profile."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from foc_graph.project import Project
from foc_graph.stores import read_profile
from tests.stores.conftest import TINY, loader_of
from tests.stores.servers import fuseki, guarded_oxigraph, rdf4j, rdflib_endpoint, virtuoso
from tests.stores.test_load import change

#: How a store is started, and its profile with what differs from the one that is shipped.
SERVERS = {
    "fuseki": (fuseki, "fuseki", {}),
    "virtuoso": (virtuoso, "virtuoso", {}),
    "rdf4j": (rdf4j, "rdf4j", {}),
    "rdflib-endpoint": (rdflib_endpoint, "rdflib-endpoint", {}),
    "basic": (partial(guarded_oxigraph, auth="basic"), "oxigraph", {"auth": "basic"}),
    "bearer": (partial(guarded_oxigraph, auth="bearer"), "oxigraph", {"auth": "bearer"}),
}
OTHERS = "https://example.org/somebody/else"


@pytest.fixture(scope="module", params=SERVERS)
def server(request, tmp_path_factory):
    """A store: its profile, its address, who may write."""
    start, name, changes = SERVERS[request.param]
    profile = replace(read_profile(name, Project(TINY)), **changes)
    with start(tmp_path_factory.mktemp(request.param)) as (url, credentials):
        yield profile, url, credentials


def loader(project, server):
    profile, url, credentials = server
    return loader_of(project, url, profile, credentials)


def load(project, server, **options):
    with loader(project, server) as (found, _, _):
        plan = found.plan(**options)
        found.apply(plan)
        return plan, found.check()


def test_a_dataset_comes_in_is_kept_in_step_and_goes_out(tiny, server):
    with loader(tiny, server) as (_, client, _):
        client.update(f"INSERT DATA {{ GRAPH <{OTHERS}> {{ <urn:a> <urn:b> <urn:c> }} }}")
    plan, differences = load(tiny, server)
    assert (len(plan.add) > 10, differences) == (True, [])
    plan, differences = load(tiny, server)
    assert (plan.is_done, differences) == (True, [])
    change(tiny)
    next(iter(sorted((tiny.data / "doc").glob("*.ttl")))).unlink()
    plan, differences = load(tiny, server, prune=True)
    assert (len(plan.replace) > 0, len(plan.delete) > 0, differences) == (True, True, [])
    with loader(tiny, server) as (found, client, _):
        found.remove()
        assert client.counts("https://w3id.org/foc-graph/") == {}
        assert client.counts(OTHERS) == {OTHERS: 1}


def test_more_triples_than_a_store_takes_at_once(tiny, server):
    profile, *place = server
    most = 4_000
    if profile.name != "virtuoso":  # whose own limits are reached quickly
        most //= 10
        profile = replace(profile, triples_per_update=most, triples_per_body=most)
    path = tiny.data / "state" / "EST.ttl"
    more = "".join(f"<urn:s{n}> <urn:p> <urn:o> .\n" for n in range(3 * most))
    path.write_text(f"{path.read_text('utf-8')}\n{more}", encoding="utf-8")
    _, differences = load(tiny, (profile, *place))
    assert differences == []
    with loader(tiny, (profile, *place)) as (found, _, _):
        found.remove()
