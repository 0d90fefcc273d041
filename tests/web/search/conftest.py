"""One index for all tests of the search: our own data, paths made as simply as can be."""

from __future__ import annotations

import pytest

from foc_graph.dataset.content import Content
from foc_graph.names.names import Names
from foc_graph.web.search import gather

#: Folders whose files are one entity each.
ENTITIES = ("doc", "state", "event", "org", "source", "principle", "formulation", "membership")


@pytest.fixture(scope="session")
def index(dataset):
    base = dataset.prefixes.id_base
    content = Content(dataset)

    def target(iri):
        local, mark, fragment = iri.removeprefix(base).partition("#")
        known = iri.startswith(base) and local.partition("/")[0] in (*ENTITIES, "concept")
        return f"{local}.html{mark}{fragment}" if known else None

    mains = [iri for iri in content.index if "#" not in iri and target(iri)]
    return gather(content, Names(dataset), target=target, mains=mains, project=dataset.project)
