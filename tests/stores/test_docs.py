"""The commands of docs/stores/ do what the pages say, on real servers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, ROOT, git
from tests.stores.conftest import oxigraph
from tests.stores.servers import fuseki, rdf4j, virtuoso

DOCS = ROOT / "docs" / "stores"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Page -> the server, and its address there; index.md is tried on Oxigraph.
PAGES = {
    "index": (oxigraph, "http://127.0.0.1:7878/"),
    "oxigraph": (oxigraph, "http://127.0.0.1:7878/"),
    "fuseki": (fuseki, "http://127.0.0.1:3030/ds/"),
    "rdf4j": (rdf4j, "http://127.0.0.1:8080/rdf4j-server/repositories/foc"),
    "virtuoso": (virtuoso, "http://127.0.0.1:8890/"),
}
#: What does not end by itself, or starts the server: tried in tests of its own.
ENDLESS = "--watch"


@pytest.fixture
def checkout(tiny):
    """The small project with its query, in git, with the revision that the page speaks of."""
    shutil.copytree(ROOT / "queries", tiny.root / "queries")
    git(tiny.root, "init", "-q")
    git(tiny.root, "add", "-A")
    git(tiny.root, "commit", "-q", "-m", "all")
    git(tiny.root, "tag", "v1")
    return tiny.root


def commands(page, address):
    """Yield the commands of a page that call foc-graph, at another address."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    for line in "".join(BLOCK.findall(text)).splitlines():
        if "foc-graph " in line and ENDLESS not in line:
            yield line.replace(PAGES[page][1], address).replace("PASSWORD=…", "PASSWORD=dba")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_works(page, checkout, tmp_path_factory):
    server, _ = PAGES[page]
    options = ("--union-default-graph",) if server is oxigraph else ()
    program = Path(sys.executable).with_name("foc-graph")
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    with server(tmp_path_factory.mktemp(page), *options) as (url, _):
        written = list(commands(page, url))
        assert len(written) > 1 or page == "virtuoso"
        for command in written:
            done = subprocess.run(
                ["bash", "-c", command], cwd=checkout, env=environment, timeout=PATIENCE,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, (command, done.stdout, done.stderr)
