"""Which canned queries give their rows on which engine: docs/stores/canned-queries.md says it."""

from __future__ import annotations

import re

import pytest

from foc_graph.queries.credentials import Credentials
from foc_graph.stores import Loader, StoreClient, compare_answers, read_profile
from tests.conftest import PATIENCE, ROOT
from tests.stores.conftest import content_of, oxigraph
from tests.stores.servers import fuseki, rdf4j, virtuoso

PAGE = ROOT / "docs" / "stores" / "canned-queries.md"
ROW = re.compile(r"^\| (\w+) \| (.+) \| (.+) \|$", re.MULTILINE)
NAME = re.compile(r"`([\w-]+)`")
SERVERS = {"oxigraph": oxigraph, "fuseki": fuseki, "rdf4j": rdf4j, "virtuoso": virtuoso}


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVERS)
def test_what_each_engine_does_otherwise_is_said(project, dataset, tmp_path, name):
    options = ("--union-default-graph",) if name == "oxigraph" else ()
    content, profile = content_of(project), read_profile(name, project)
    with SERVERS[name](tmp_path, *options) as (url, who):
        allowed = Credentials() if name == "oxigraph" else who
        with StoreClient(url, profile, content.prefixes, allowed, timeout=PATIENCE) as client:
            loader = Loader(client, content)
            loader.apply(loader.plan())
            found = list(compare_answers(client, project, dataset))
    assert len(found) > 30
    said = {
        store: tuple(map(NAME.findall, cells)) for store, *cells in ROW.findall(PAGE.read_text())
    }
    assert tuple(_named(found, kind) for kind in ("other", "not run")) == said[name]


def _named(found, agreement):
    return [query.name for query in found if query.agreement == agreement]
