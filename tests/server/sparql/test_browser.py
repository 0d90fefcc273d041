"""The pages of queries and the editor in a real browser, on the server and on plain hosting."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

_BAD = ("error", "warning")

QUERY = "SELECT ?s WHERE { ?s a foc:State } LIMIT 3"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A host of files that says nothing."""

    def log_message(self, *arguments):
        """Keep quiet."""


@pytest.fixture(scope="module")
def plain(dataset, tmp_path_factory):
    """The pages that matter and the download, as files, behind a host that knows nothing."""
    import gzip

    import pyoxigraph as ox

    from foc_graph.server.state import Generation

    folder = tmp_path_factory.mktemp("plain")
    site = Generation(dataset, tuple(dataset.documents()), "", 0)
    for path in ("sparql.html", "query/members.html", "query/index.html"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(site.pages.render(path), encoding="utf-8")
    for path, file in site.pages.assets().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(file.read_bytes())
    (folder / "dist").mkdir()
    quads = dataset.store.dump(format=ox.RdfFormat.N_QUADS)
    (folder / "dist" / "foc-graph.nq.gz").write_bytes(gzip.compress(quads))
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


@pytest.fixture(params=["server", "plain"])
def site(request):
    return request.getfixturevalue("whole" if request.param == "server" else "plain")


@pytest.fixture
def page(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    found = context.new_page()
    trouble = []
    found.on(
        "console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None
    )
    found.on("pageerror", lambda error: trouble.append(str(error)))
    found.on(
        "request", lambda r: None if r.url.startswith((site, "blob:")) else trouble.append(r.url)
    )
    found.trouble = trouble
    yield found
    context.close()
    assert trouble == []


def write(page, site, query):
    page.goto(f"{site}/sparql.html")
    page.wait_for_selector(".coloured")
    page.focus("#sparql-query")
    page.keyboard.press("Control+a")
    page.keyboard.type(query)
    page.keyboard.press("Control+Enter")


def test_a_query_is_written_and_run_with_the_keyboard_alone(page, site):
    write(page, site, QUERY)
    page.wait_for_selector("#sparql-output tbody tr")
    assert page.locator("#sparql-output tbody tr").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_mistake_is_said_in_words(page, site):
    write(page, site, "SELECT * { ?s nope:x ?o }")
    page.wait_for_selector("#sparql-problem:not([hidden])")
    assert page.inner_text("#sparql-problem")
    # Chromium itself writes down every answer of 400; nothing else may be there.
    assert all("status of 400" in said for said in page.trouble)
    page.trouble.clear()


def test_triples_are_shown_as_turtle(page, site):
    write(page, site, "CONSTRUCT { ?s a foc:State } WHERE { ?s a foc:State } LIMIT 2")
    page.wait_for_selector("#sparql-output pre")
    assert "State" in page.inner_text("#sparql-output pre")


def test_a_query_is_stopped(page, site):
    write(page, site, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.wait_for_function("document.getElementById('sparql-status').textContent.includes('runs')")
    page.wait_for_timeout(300)
    page.click("#sparql-stop")
    page.wait_for_function("document.getElementById('sparql-status').textContent === 'Stopped.'")
    write(page, site, QUERY)
    page.wait_for_selector("#sparql-output tbody tr")


def test_a_link_carries_the_query_and_a_chart_is_drawn(page, site):
    from urllib.parse import quote

    query = "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n) LIMIT 5"
    page.goto(f"{site}/sparql.html#query={quote(query)}")
    page.wait_for_selector("#sparql-output tbody tr")
    page.select_option("#sparql-view", "bars")
    assert page.locator("#sparql-output svg rect").count() == 5
    with page.expect_download() as download:
        page.click("#sparql-csv")
    assert download.value.suggested_filename == "result.csv"


def test_a_canned_query_runs_from_its_form(page, whole, site):
    page.goto(f"{site}/query/members.html")
    page.fill("#p-on", "2014-04-28")
    page.keyboard.press("Enter")
    page.wait_for_url("**/query/members.html?on=2014-04-28")
    page.wait_for_function(
        "document.querySelector('#query-answer [role=status]').textContent.includes('24 rows')"
    )
    page.wait_for_selector("#query-data a" if site == whole else "#query-browser")


def test_the_pages_have_no_serious_barrier(page, site):
    from axe_playwright_python.sync_playwright import Axe

    for path in ("sparql.html", "query/members.html", "query/index.html"):
        page.goto(f"{site}/{path}")
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
