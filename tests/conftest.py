"""Fixtures that more than one test module needs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from foc_graph.project import Project

ROOT = Path(__file__).resolve().parent.parent

#: Seconds to wait for another process: the machine may be busy, and only what hangs takes as long.
PATIENCE = 120

# A busy machine is no failure: Hypothesis judges what is found, not how long it took.
settings.register_profile(
    "any machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

PREFIXES = """\
@base <https://example.org/> .
@prefix ex: <https://example.org/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What drives a browser is slow; everything else that is says so itself."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    """Our own ontology, data and queries."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that the product is built from; absent from a user's clone."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: this test compares with the material we build from")
    return folder


@pytest.fixture(scope="session")
def dataset(project):
    """Our own dataset, derived graphs included."""
    from foc_graph.dataset import load_dataset

    return load_dataset(project)


#: Where the site of the tests says that it is.
SITE_ADDRESS = "https://graph.example/"


@pytest.fixture(scope="session")
def site(project, tmp_path_factory, worker_id):
    """Our own graph as a static site, built once for all processes of a run. Not to be changed."""
    from foc_graph.publish import publish

    run = tmp_path_factory.getbasetemp()
    folder = (run if worker_id == "master" else run.parent) / "site"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():  # it is there when it is whole
            publish(project, folder, site=True, address=SITE_ADDRESS)
    return folder


@pytest.fixture
def small(tmp_path) -> Project:
    """Somebody else's project, as small as one can be: a prefix map and one entity."""
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "prefixes.ttl").write_text(PREFIXES)
    (tmp_path / "data" / "thing").mkdir(parents=True)
    (tmp_path / "data" / "thing" / "one.ttl").write_text(
        "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n\n"
        '<thing/one>\n    a ex:Thing ;\n    ex:name "one"@en .\n'
    )
    return Project(tmp_path)


@pytest.fixture
def copy(tmp_path, project) -> Project:
    """A copy of our own project, to break."""
    for name in ("ontology", "data", "queries"):
        shutil.copytree(project.root / name, tmp_path / "copy" / name)
    return Project(tmp_path / "copy")


#: Somebody whom git takes for the author, and none of the settings of whoever runs the tests.
NOBODY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2014-04-28T12:00:00+00:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder, *arguments):
    """Run git in a folder; return what it prints."""
    done = subprocess.run(
        ["git", "-C", folder, *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | NOBODY,
    )
    return done.stdout.strip()


#: The one shape of the project that publishing is tried on.
SHAPE = """\
@prefix foc: <https://w3id.org/foc-graph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/foc-graph/shapes#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

shapes:State a sh:NodeShape ; sh:targetClass foc:State ; sh:property shapes:State-name .
shapes:State-name a sh:PropertyShape ; sh:path skos:prefLabel ; sh:minCount 1 ;
  sh:message "A state has a name. Give it one." .
"""


def make_project(repository, root):
    """The small project of the exporters' tests, with one shape of its own."""
    ignored = shutil.ignore_patterns("shapes")
    shutil.copytree(repository / "ontology", root / "ontology", ignore=ignored)
    shutil.copytree(ROOT / "tests" / "exports" / "data", root / "data")
    (root / "ontology" / "shapes").mkdir()
    (root / "ontology" / "shapes" / "State.ttl").write_text(SHAPE, encoding="utf-8")
    return Project(root)


#: Nothing that a browser does by itself: no look-ups, no updates.
QUIET = ("background-networking", "component-update", "sync", "gpu")


class PatientBrowser:
    """A browser that waits for a page as long as a busy machine needs."""

    def __init__(self, browser) -> None:
        self._browser = browser

    def new_page(self, **options):
        """Open a page in a context of its own."""
        return self._patient(self._browser.new_page(**options))

    def new_context(self, **options):
        """Open a context, as a visitor of its own."""
        return self._patient(self._browser.new_context(**options))

    def _patient(self, made):
        made.set_default_timeout(PATIENCE * 1000)
        return made


@pytest.fixture(scope="module")
def browser():
    """Chromium, without a window; closed after each module: there is one Playwright at a time."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("there is no chromium here: the pages are tried in a real browser")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=program, args=arguments, timeout=PATIENCE * 1000
        )
        yield PatientBrowser(found)
        found.close()
