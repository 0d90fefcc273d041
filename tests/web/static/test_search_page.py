"""The search page in a real browser, on plain files behind the simplest of servers."""

from __future__ import annotations

import http.server
import threading
from functools import partial

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.web.static import Outputs


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing on stderr."""

    def log_message(self, *_):
        """Leave it."""


@pytest.fixture(scope="module")
def address(site):
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    return page


def hits(page):
    page.wait_for_selector("#search-hits li")
    return page.eval_on_selector_all("#search-hits a", "links => links.map(a => a.textContent)")


def test_the_address_holds_the_query(page, address):
    page.goto(f"{address}/search.html?q=20/8")
    assert hits(page)[0] == "A/HRC/RES/20/8"
    assert page.input_value("#search-query") == "20/8"
    assert page.problems == []


def test_results_come_while_typing_and_lead_to_the_page(page, address):
    page.goto(f"{address}/search.html")
    page.keyboard.press("Tab")
    page.focus("#search-query")
    page.keyboard.type("Czech")
    page.locator("#search-hits li:first-child", has_text="Czech Republic").wait_for()
    assert hits(page)[0] == "Czech Republic"
    assert "results" in page.inner_text("#search-status") or "result" in page.inner_text(
        "#search-status"
    )
    page.click("#search-hits a")
    page.wait_for_url("**/state/CZE.html")


def test_the_form_of_every_page_leads_there(page, address):
    page.goto(f"{address}/state/EST.html")
    page.fill("#site-search", "Tallinn")
    page.press("#site-search", "Enter")
    page.wait_for_url("**/search.html?q=Tallinn")
    assert len(hits(page)) > 5


def test_the_browser_lists_what_the_server_lists(page, address, project):
    outputs = Outputs.of(load_dataset(project))
    for query in ("Tallinn", "human rights", "estonai", "xqzzyqx"):
        page.goto(f"{address}/search.html?q={query}")
        page.wait_for_function("document.getElementById('search-status').textContent !== ''")
        there = page.inner_html("#search-hits").split("<li>")[1:]
        here = outputs.render("search.html", {"q": query}).partition('id="search-hits">')[2]
        listed = here.partition("</ol>")[0].split("<li>")[1:]
        assert [line.split("</a>")[0] for line in there] == [
            line.split("</a>")[0] for line in listed
        ]


def test_markup_in_a_query_stays_text(page, address):
    page.goto(f"{address}/search.html?q=<img src=x onerror=alert(1)>zz")
    page.wait_for_function("document.getElementById('search-status').textContent !== ''")
    assert page.query_selector("#search-results img") is None
