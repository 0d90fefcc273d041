"""The static site and the server give the same bytes."""

from __future__ import annotations

import pytest

from foc_graph.web.addresses import FORMATS, Addresses
from tests.conftest import SITE_ADDRESS
from tests.server.conftest import running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(site, project, tmp_path_factory):
    with running(project, tmp_path_factory.mktemp("both"), "--url", SITE_ADDRESS) as server:
        yield site, server


def differing(both, paths):
    folder, server = both
    return [path for path in paths if server.ask(f"/{path}").body != (folder / path).read_bytes()]


def test_pages_are_the_same(both):
    pages = sorted(path.relative_to(both[0]).as_posix() for path in both[0].rglob("*.html"))
    pages.remove("404.html")  # the server knows how deep it is asked
    chosen = [*pages[::20], *(page for page in pages if "/" not in page)]
    assert len(chosen) > 100
    assert differing(both, chosen) == []


def test_data_are_the_same(both, dataset):
    documents = Addresses(dataset).documents[::40]
    assert differing(both, [f"{d.path[1:]}{f.suffix}" for d in documents for f in FORMATS]) == []


def test_machines_doors_are_the_same(both):
    made = [
        "search.json",
        "feed.atom",
        "changes.trig",
        "robots.txt",
        "sitemap.xml",
        "assets/style.css",
    ]
    steps = [f"changes/{path.name}" for path in (both[0] / "changes").iterdir()]
    assert {path.rpartition(".")[2] for path in steps} == {"rdfp", "trig"}
    assert differing(both, [*made, *steps]) == []
    assert differing(both, [".well-known/void"]) == []
