"""The two ways out, each as a visitor finds it: the server, and files behind a plain host."""

from __future__ import annotations

import functools
import http.server
import threading
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from foc_graph.queries import OxigraphEngine, find_query, run_query
from tests.server.conftest import running

PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 900}

#: Milliseconds that anything on a page may take; the machine may be busy.
PATIENCE = 60_000


@dataclass(frozen=True)
class Host:
    """A site that can be visited."""

    kind: str
    url: str
    folder: Path | None = None


class PlainHost(http.server.SimpleHTTPRequestHandler):
    """A host of files: it knows nothing of us but the page for what is not there."""

    def send_error(self, code, message=None, explain=None):
        """Show 404.html, as every such host does."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Keep quiet."""


@pytest.fixture(scope="session")
def server(project, tmp_path_factory):
    """``foc-graph serve``."""
    with running(project, tmp_path_factory.mktemp("served")) as found:
        yield Host("server", found.url)


@pytest.fixture(scope="session")
def static(site):
    """``foc-graph publish --site``."""
    handler = functools.partial(PlainHost, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        url = f"http://127.0.0.1:{host.server_port}/"
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield Host("static", url, site)
        host.shutdown()


@pytest.fixture(scope="module", params=["server", "static"])
def host(request):
    """Each of the two in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def ask(dataset):
    """What a canned query gives, as rows of text by the names of their columns."""

    def asked(name, **values):
        answer = run_query(find_query(dataset.project, name), OxigraphEngine(dataset), values)
        cells = [[getattr(cell, "value", None) for cell in row] for row in answer.outcome.rows]
        return [dict(zip(answer.outcome.columns, row, strict=True)) for row in cells]

    return asked


@pytest.fixture
def visit(browser, host):
    """Open a page as a visitor; at the end nothing may have gone wrong behind the scenes."""
    contexts, trouble = [], []

    def opened(path="index.html", *, viewport=DESK, scheme="light"):
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.url)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.route("**/*", lambda route: _only_here(route, host.url, trouble))
        page = context.new_page()
        page.on("console", lambda said: _heard(said, trouble))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.goto(f"{host.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def _only_here(route, url, trouble):
    if route.request.url.startswith((url, "blob:", "data:")):
        route.continue_()
        return
    trouble.append(f"asked elsewhere: {route.request.url}")
    route.abort()


def _heard(said, trouble):
    if said.type in ("error", "warning"):
        trouble.append(f"{said.type}: {said.text}")


def press_until(page, reached, key="Tab", most=60):
    """Press a key until the focus is where it should be; it is always to be seen where it is."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches({reached!r})"):
            until(page, FOCUS_IS_SEEN)  # it may scroll there smoothly
            return
    raise AssertionError(f"{reached} is not reached with {key}")


def until(page, fact):
    """Wait for a fact. Playwright's way has the page evaluate text, which the policy forbids."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(fact):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {fact}\n{page.evaluate('document.activeElement.outerHTML')}")


#: An outline, its own or that of the frame around it, and in the window.
FOCUS_IS_SEEN = """(() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const outlined = [at, at.parentElement].map(getComputedStyle).some((style) =>
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
  return outlined && box.bottom > 0 && box.top < innerHeight && box.right > 0
    && box.left < innerWidth;
})()"""


def is_too_wide(page):
    """Tell whether the page can be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
