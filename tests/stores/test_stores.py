"""The same loads into every store that is here, each with its shipped profile."""

from __future__ import annotations

import pytest

from foc_graph.stores import Loader, StoreClient, read_profile
from tests.stores.conftest import content_of
from tests.stores.servers import fuseki, virtuoso
from tests.stores.test_load import change

SERVERS = {"fuseki": fuseki, "virtuoso": virtuoso}
OTHERS = "https://example.org/somebody/else"


@pytest.fixture(scope="module", params=SERVERS)
def server(request, tmp_path_factory):
    """A store that is not Oxigraph: the name of its profile, its address, who may write."""
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as (url, credentials):
        yield request.param, url, credentials


def loader(project, server):
    name, url, credentials = server
    content = content_of(project)
    client = StoreClient(url, read_profile(name, project), content.prefixes, credentials)
    return Loader(client, content), client, content


def load(project, server, **options):
    found, client, _ = loader(project, server)
    with client:
        plan = found.plan(**options)
        found.apply(plan)
        return plan, found.check()


def test_a_dataset_comes_in_is_kept_in_step_and_goes_out(tiny, server):
    _, client, _ = loader(tiny, server)
    with client:
        client.update(f"INSERT DATA {{ GRAPH <{OTHERS}> {{ <urn:a> <urn:b> <urn:c> }} }}")
    plan, differences = load(tiny, server)
    assert (len(plan.add) > 10, differences) == (True, [])
    plan, differences = load(tiny, server)
    assert (plan.is_done, differences) == (True, [])
    change(tiny)
    next(iter(sorted((tiny.data / "doc").glob("*.ttl")))).unlink()
    plan, differences = load(tiny, server, prune=True)
    assert (len(plan.replace) > 0, len(plan.delete) > 0, differences) == (True, True, [])
    found, client, _ = loader(tiny, server)
    with client:
        found.remove()
        assert client.counts("https://w3id.org/foc-graph/") == {}
        assert client.counts(OTHERS) == {OTHERS: 1}


def test_more_triples_than_a_store_takes_at_once(tiny, server):
    path = tiny.data / "state" / "EST.ttl"
    more = "".join(f"<urn:s{n}> <urn:p> <urn:o> .\n" for n in range(12_000))
    path.write_text(f"{path.read_text('utf-8')}\n{more}", encoding="utf-8")
    _, differences = load(tiny, server)
    assert differences == []
    found, client, _ = loader(tiny, server)
    with client:
        found.remove()
